// The history of a record, for reading: the newest first.

import { button, h } from "./dom.ts";
import { show } from "./literal.ts";
import type { Value } from "./shapes.ts";
import type { Telling, Turn } from "./story.ts";
import { when } from "./when.ts";
import { brief, count } from "./words.ts";

export function timeline(tellings: Telling[], undo: (number: number) => void): HTMLElement {
  return h(
    "ol",
    { class: "story" },
    tellings.toReversed().map((telling) => moment(telling, undo)),
  );
}

function moment(telling: Telling, undo: (number: number) => void) {
  const { author, replica, note, others, forgotten } = telling;
  if (forgotten !== null) {
    const told = ` changed something here, which was ${forgotten}.`;
    return h(
      "li",
      {},
      h("p", { class: "faint" }, h("span", { class: "mono" }, brief(replica)), told),
    );
  }
  return h(
    "li",
    {},
    h(
      "div",
      { class: "head" },
      h("strong", {}, author === "" ? "?" : author),
      h("span", { class: "faint mono", title: `at replica ${replica}` }, brief(replica)),
      when(telling.time),
      telling.deed !== "" && h("span", { class: "deed" }, telling.deed),
      telling.undoes && h("span", { class: "deed" }, "by undoing"),
      note !== null && h("q", {}, note),
      telling.void === null &&
        button("Undo", () => undo(telling.number), {
          class: "quiet small",
          "data-key": `undo ${telling.number}`,
          "aria-label": `Undo what ${author} did here`,
          title: others > 0 ? `Also undoes it in ${count(others, "other record")}` : null,
        }),
    ),
    telling.void !== null && h("p", { class: "warn" }, `Counts for nothing: ${telling.void}`),
    telling.turns.length > 0 && h("ul", {}, telling.turns.map(turn)),
  );
}

function turn({ property, from, to, how, beside }: Turn) {
  const name = h("b", {}, property);
  switch (how) {
    case "step":
      return h("li", {}, name, ` ${Number(to) < 0 ? "−" : "+"} ${Math.abs(Number(to))}`);
    case "put":
      return h("li", {}, name, " + ", value(to, "to"));
    case "drop":
      return h("li", {}, name, " − ", value(to, "from"));
    case "reopen":
      return h("li", {}, name, " open again: ", values(Array.isArray(to) ? to : [to], "to", "or"));
    case "set":
      return h(
        "li",
        {},
        name,
        " ",
        from.length > 0 && [values(from, "from", "and"), arrow()],
        value(to, "to"),
        from.length > 1 && h("span", { class: "good" }, " settled"),
        beside.length > 0 &&
          h("span", { class: "warn" }, [" beside ", values(beside, "to", "and")]),
      );
  }
}

function arrow() {
  return [h("span", { "aria-hidden": "true" }, " → "), h("span", { class: "hide" }, " became ")];
}

function values(all: Value[], part: "from" | "to", word: string) {
  return all.map((one, index) => [index > 0 && ` ${word} `, value(one, part)]);
}

function value(one: Value, part: "from" | "to") {
  const text = show(one);
  const shown = text === "" ? "(empty)" : brief(text, 200);
  return h(part === "from" ? "s" : "span", { class: `val ${part}`, title: text }, shown);
}
