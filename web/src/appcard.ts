// An app of the node, as a card.

import { button, h } from "./dom.ts";
import type { App } from "./shapes.ts";
import { count, size } from "./words.ts";

const MOST_PEERS = 4;

export interface Acts {
  copy(app: App, shown: HTMLInputElement): void;
  leave(app: App): void;
  put(app: App, files: FileList): void;
}

export function appCard(app: App, acts: Acts): HTMLElement {
  const name = app.title || app.name;
  const shown = h("input", {
    type: "text",
    readonly: true,
    value: app.link,
    class: "mono",
    "aria-label": `Link to ${name}`,
    "data-key": `link ${app.id}`,
  });
  return h(
    "article",
    { class: "app", "data-id": app.id },
    h(
      "div",
      { class: "heading" },
      h("h3", {}, name),
      app.owned && h("span", { class: "pill good" }, "yours"),
      app.state === "arriving" && h("span", { class: "pill" }, "arriving"),
      // Before its first file there is nothing to see.
      app.files > 0 &&
        h("a", { href: app.open, class: "button main", "aria-label": `Open ${name}` }, "Open"),
    ),
    progress(app),
    h(
      "p",
      { class: "faint" },
      [size(app.bytes), count(app.files, "file"), count(app.posts, "post")].join(" · "),
      name === app.name ? "" : ` · called ${app.name} here`,
    ),
    peers(app),
    h(
      "div",
      { class: "row" },
      shown,
      button("Copy link", () => acts.copy(app, shown), {
        "aria-label": `Copy the link to ${name}`,
        "data-key": `copy ${app.id}`,
      }),
      app.owned && putting(app, acts),
      // Nobody throws the key to his own app away by a slip of the hand.
      !app.owned &&
        button("Leave …", () => acts.leave(app), {
          class: "quiet",
          "aria-label": `Leave ${name}`,
          "data-key": `leave ${app.id}`,
        }),
    ),
  );
}

/** How far one that arrives has come; nothing before it is known how much there is. */
function progress({ state, progress: { files, of } }: App) {
  if (state !== "arriving") {
    return null;
  }
  const text = of === 0 ? "Looking for somebody who has it …" : `${files} of ${count(of, "file")}`;
  const bar = h("progress", {
    "aria-label": "Arriving",
    max: of || null,
    value: of ? files : null,
  });
  return h("div", { class: "row" }, bar, text);
}

function peers({ peers }: App) {
  const shown = peers.slice(0, MOST_PEERS);
  const rest = peers.length - shown.length;
  return h(
    "p",
    { class: "faint" },
    peers.length === 0
      ? "No peers to ask; others may come to this node."
      : `${count(peers.length, "peer")}: `,
    shown.map(({ address, state }, index) => [
      index > 0 && ", ",
      h("span", { class: "mono" }, hostOf(address)),
      ` ${state}`,
    ]),
    rest > 0 && ` and ${rest} more`,
  );
}

/** A button that asks for a folder. */
function putting(app: App, acts: Acts) {
  const input = h("input", {
    type: "file",
    webkitdirectory: true,
    hidden: true,
    "aria-label": "A folder of files",
  });
  input.addEventListener("change", () => {
    if (input.files && input.files.length > 0) {
      acts.put(app, input.files);
    }
  });
  const open = button("Put a folder …", () => input.click(), {
    "aria-label": `Put a folder of files into ${app.title || app.name}`,
    "data-key": `put ${app.id}`,
  });
  return [input, open];
}

/** `host:port` of a peer's address, which may be a whole one. */
function hostOf(address: string): string {
  return address.replace(/^\w+:\/\//, "").replace(/\/.*$/, "");
}
