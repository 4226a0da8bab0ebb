// One space: its types, and what happened lately.

import { fill, h } from "./dom.ts";
import { address, NO_FILTER } from "./place.ts";
import type { Change, LogEntry, SpaceState, TypeCount } from "./shapes.ts";
import type { Stage, View } from "./view.ts";
import { when } from "./when.ts";
import { brief, count, ordered } from "./words.ts";

const LATELY = 12;
const MOST_LINKS = 3;

export function spaceView(stage: Stage, space: string): View {
  const element = h("section");
  return {
    title: space,
    element,
    load: async () => {
      const [state, types] = await Promise.all([stage.node.space(space), stage.node.types(space)]);
      const from = Math.max(0, (state.number ?? 0) - LATELY);
      const log = await stage.node.log(space, from, LATELY);
      fill(
        element,
        h("h1", { tabindex: "-1" }, space),
        summary(state),
        types.length === 0 ? empty(space) : typeTable(space, types),
        log.length > 0 && lately(space, log),
      );
    },
  };
}

function summary(state: SpaceState) {
  const to = address({ kind: "conflicts", space: state.name });
  return h(
    "p",
    { class: "faint" },
    count(state.records, "record"),
    " · ",
    state.conflicts === 0
      ? "no open conflicts"
      : h("a", { href: to, class: "warn" }, count(state.conflicts, "open conflict")),
    " · replica ",
    h("span", { class: "mono", title: state.replica }, brief(state.replica)),
    " · space ",
    h("span", { class: "mono", title: state.id }, brief(state.id, 12)),
  );
}

function empty(space: string) {
  return h(
    "div",
    { class: "empty" },
    h("p", {}, "There are no records here yet."),
    h(
      "p",
      {},
      h("a", { href: address({ kind: "create", space, type: "" }) }, "Make the first one"),
      ", bring in a table with ",
      h("code", {}, `skein -s ${space} import items.csv --type item`),
      ", or pull from somebody who has some.",
    ),
  );
}

function typeTable(space: string, types: TypeCount[]) {
  const line = (type: TypeCount) => {
    const to = address({ kind: "type", space, type: type.name, filter: NO_FILTER });
    return h(
      "tr",
      {},
      h("td", {}, h("a", { href: to, "data-line": true, "data-key": to }, type.name)),
      h("td", { class: "number" }, type.records.toLocaleString("en")),
    );
  };
  return h(
    "table",
    { class: "narrow" },
    h("caption", { class: "hide" }, "Types"),
    h(
      "thead",
      {},
      h("tr", {}, h("th", { scope: "col" }, "Type"), h("th", { class: "number" }, "Records")),
    ),
    h("tbody", {}, ordered(types).map(line)),
  );
}

function lately(space: string, log: LogEntry[]) {
  return [
    h("h2", {}, "Lately"),
    h(
      "ol",
      { class: "story" },
      log.toReversed().map((entry) => moment(space, entry)),
    ),
  ];
}

function moment(space: string, entry: LogEntry) {
  const changes = entry.body?.changes ?? [];
  const more = changes.length - MOST_LINKS;
  return h(
    "li",
    {},
    h(
      "div",
      { class: "head" },
      h("strong", {}, entry.author ?? "?"),
      " ",
      when(entry.time ?? ""),
      entry.note !== undefined && h("q", {}, entry.note),
    ),
    entry.void !== undefined && h("p", { class: "warn" }, `Counts for nothing: ${entry.void}`),
    h(
      "p",
      {},
      changes.slice(0, MOST_LINKS).map((change) => mention(space, change)),
      more > 0 && ` and ${count(more, "more record")}`,
    ),
  );
}

const WORDS = { create: "made ", update: "changed ", delete: "deleted ", purge: "purged " };

function mention(space: string, change: Change) {
  const { type, id } = change;
  const names = ["set", "add", "put", "drop", "reopen"] as const;
  const touched = new Set(names.flatMap((name) => Object.keys(change[name] ?? {})));
  const to = address({ kind: "record", space, type, id });
  return h(
    "span",
    { class: "mention" },
    WORDS[change.op],
    h("a", { href: to }, `${type} ${brief(id, 24)}`),
    change.op === "update" && touched.size > 0 && `: ${[...touched].slice(0, 6).join(", ")}`,
  );
}
