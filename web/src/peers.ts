// The peers of a space, and whether one is in step with them.

import { button, fill, h } from "./dom.ts";
import { sentence } from "./node.ts";
import type { Peer, Synced } from "./shapes.ts";
import type { Stage, View } from "./view.ts";
import { when } from "./when.ts";
import { count } from "./words.ts";

const EVERY_MILLIS = 4_000;

const MEANING: { [state: string]: string } = {
  "in step": "Both know the same.",
  behind: "The peer has changes that are not here yet.",
  ahead: "There are changes here that the peer does not have yet.",
  unknown: "It is not known how this peer stands.",
};

export function peersView(stage: Stage, space: string): View {
  return new Peers(stage, space);
}

class Peers implements View {
  readonly title: string;
  readonly element = h("section");
  readonly every = EVERY_MILLIS;
  private readonly stage: Stage;
  private readonly space: string;
  private readonly syncing = new Set<string>();

  constructor(stage: Stage, space: string) {
    this.stage = stage;
    this.space = space;
    this.title = `Peers · ${space}`;
  }

  async load(): Promise<void> {
    const peers = await this.stage.node.peers(this.space);
    fill(
      this.element,
      h(
        "div",
        { class: "heading" },
        h("h1", { tabindex: "-1" }, "Peers"),
        peers.length > 1 &&
          button("Sync all", () => void this.sync(null), { "data-key": "all", class: "main" }),
      ),
      peers.length === 0 ? this.none() : [summary(peers), peers.map((one) => this.peer(one))],
    );
  }

  private none() {
    return h(
      "div",
      { class: "empty" },
      h("p", {}, "This space has no peers yet: it is on this machine alone."),
      h(
        "p",
        {},
        h("code", {}, `skein -s ${this.space} share`),
        " prints a link with which another machine takes a copy and stays in step.",
      ),
    );
  }

  private peer(peer: Peer) {
    const { name, address, state, since, last, error } = peer;
    const busy = this.syncing.has(name);
    return h(
      "article",
      { class: "peer" },
      h(
        "div",
        { class: "heading" },
        h("h2", {}, name),
        h("span", { class: `pill ${state.replaceAll(" ", "-")}` }, state),
        button(busy ? "Syncing …" : "Sync now", () => void this.sync(name), {
          "data-line": true,
          "data-key": `sync ${name}`,
          "aria-label": `Sync with ${name} now`,
          "aria-disabled": busy ? "true" : null,
        }),
      ),
      h("p", {}, MEANING[state] ?? "", since ? [" Since ", when(since), "."] : ""),
      h(
        "p",
        { class: "faint" },
        h("span", { class: "mono" }, address),
        " · ",
        last ? ["last exchange ", when(last)] : "no exchange yet",
      ),
      error ? h("p", { class: "bad" }, sentence(error)) : null,
    );
  }

  private tell(all: Synced[]): void {
    const text = all.map(outcome).join(" ");
    if (all.some((one) => one.error)) {
      this.stage.fail(new Error(text));
    } else {
      this.stage.say(text);
    }
  }

  private async sync(name: string | null): Promise<void> {
    const mark = name ?? "";
    if (this.syncing.has(mark)) {
      return;
    }
    this.syncing.add(mark);
    this.stage.reload();
    try {
      this.tell(await this.stage.node.sync(this.space, name));
    } catch (trouble) {
      this.stage.fail(trouble);
    }
    this.syncing.delete(mark);
    this.stage.reload();
  }
}

/** What came of it, peer by peer. */
function outcome({ name, came, went, error }: Synced): string {
  return error
    ? `${name}: ${sentence(error)}`
    : `${name}: ${count(came, "change")} came, ${count(went, "change")} went.`;
}

function summary(peers: Peer[]) {
  const level = peers.filter((one) => one.state === "in step").length;
  const all = level === peers.length;
  const text = all
    ? peers.length === 1
      ? "In step."
      : `In step with all ${count(peers.length, "peer")}.`
    : `In step with ${level} of ${count(peers.length, "peer")}.`;
  return h("p", { class: all ? "good" : "warn" }, text);
}
