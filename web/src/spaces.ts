// All spaces of the node.

import { fill, h } from "./dom.ts";
import { address } from "./place.ts";
import type { Space } from "./shapes.ts";
import type { Stage, View } from "./view.ts";
import { brief, count } from "./words.ts";

const EVERY_MILLIS = 5_000;

export function spacesView(stage: Stage): View {
  const element = h("section");
  return {
    title: "Spaces",
    element,
    every: EVERY_MILLIS,
    load: async () => {
      const spaces = await stage.node.spaces();
      fill(
        element,
        h("h1", { tabindex: "-1" }, "Spaces"),
        spaces.length === 0 ? none() : h("ul", { class: "cards" }, spaces.map(card)),
      );
    },
  };
}

function none() {
  return h(
    "div",
    { class: "empty" },
    h("p", {}, "There is no space on this node yet."),
    h(
      "p",
      {},
      "Make one with ",
      h("code", {}, "skein init -s bugs"),
      ", or take a copy of somebody's with ",
      h("code", {}, "skein clone LINK"),
      ". It shows up here by itself.",
    ),
  );
}

function card(space: Space) {
  const to = address({ kind: "space", space: space.name });
  const conflicts =
    space.conflicts > 0 && h("span", { class: "warn" }, count(space.conflicts, "open conflict"));
  return h(
    "li",
    {},
    h(
      "a",
      { href: to, class: "card", "data-line": true, "data-key": to },
      h("strong", {}, space.name),
      h("span", {}, count(space.records, "record"), conflicts && " · ", conflicts),
      h("span", { class: "faint mono", title: space.id }, brief(space.id, 12)),
    ),
  );
}
