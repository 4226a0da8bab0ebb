// The open questions of one record, candidates side by side.

import { button, h } from "./dom.ts";
import { show } from "./literal.ts";
import { Trouble } from "./node.ts";
import type { Candidate, Conflict, Decision } from "./shapes.ts";
import type { Stage } from "./view.ts";
import { when } from "./when.ts";
import { brief, count } from "./words.ts";

export class Questions {
  private readonly stage: Stage;
  private readonly space: string;
  private readonly settled: () => Promise<void>;
  /** What is being settled: records, and the states of them that were looked at. */
  private readonly sending = new Set<string>();

  /** `settled`: what follows when somebody took a candidate, or could not. */
  constructor(stage: Stage, space: string, settled: () => Promise<void>) {
    this.stage = stage;
    this.space = space;
    this.settled = settled;
  }

  /** All questions of a record. `tag`: names the state of it that is looked at. */
  of(conflict: Conflict, tag: string): HTMLElement[] {
    return conflict.open.map((property) => this.question(conflict, property, tag));
  }

  private question(conflict: Conflict, property: string, tag: string) {
    const candidates = (conflict.candidates ?? []).filter((one) => one.property === property);
    const decisions = (conflict.decisions ?? []).filter((one) => one.property === property);
    const about = property === "_deleted" ? "Is this record still there?" : property;
    const key = `${conflict.type}/${conflict.id}/${property}`;
    return h(
      "section",
      { class: "question", "aria-label": about },
      h("h3", {}, about),
      h(
        "div",
        { class: "sides" },
        groups(candidates).map((same, index) =>
          this.side(conflict, same, { key, number: index + 1, tag }),
        ),
      ),
      decisions.length > 0 && past(decisions),
    );
  }

  /** Everybody who says the same is one side. */
  private side(conflict: Conflict, same: [Candidate, ...Candidate[]], at: Side) {
    const [first] = same;
    const what = said(first);
    const winner = same.some((one) => one.winner);
    return h(
      "div",
      { class: `side${winner ? " winner" : ""}` },
      h("p", { class: "what" }, what),
      same.map((one) => origin(one)),
      h(
        "div",
        { class: "row" },
        button(
          [h("kbd", {}, at.number), " Take this"],
          () => void this.take(conflict, first, at.tag),
          {
            class: "take main",
            "aria-label": `Take ${what}`,
            "data-line": at.number === 1,
            "data-key": `${at.key} ${at.number}`,
          },
        ),
        winner && h("span", { class: "faint" }, "shown for now"),
      ),
    );
  }

  private async take(conflict: Conflict, candidate: Candidate, tag: string): Promise<void> {
    const { type, id, local } = conflict;
    const looked = JSON.stringify([type, id, tag]);
    if (this.sending.has(looked)) {
      return; // pressed twice
    }
    this.sending.add(looked);
    const { property, value } = candidate;
    try {
      const done = await this.stage.node.settle(
        { space: this.space, type, id },
        property,
        value,
        tag,
      );
      const number = done.number;
      const what = property === "_deleted" ? "It" : property;
      const offer = { label: "Undo", act: () => void this.stage.undo(this.space, number) };
      const text = `Settled: ${what} of ${type} #${local} is ${said(candidate)}.`;
      this.stage.say(text, number > 0 ? offer : undefined);
    } catch (trouble) {
      const changed = trouble instanceof Trouble && trouble.status === 412;
      this.stage.fail(changed ? new Trouble(412, "It changed meanwhile: look again.") : trouble);
    }
    this.sending.delete(looked);
    await this.settled();
  }
}

/** Where a side stands. */
interface Side {
  key: string;
  number: number;
  tag: string;
}

function groups(candidates: Candidate[]): [Candidate, ...Candidate[]][] {
  const found = new Map<string, [Candidate, ...Candidate[]]>();
  for (const one of candidates) {
    const key = JSON.stringify(one.value);
    const group = found.get(key);
    if (group === undefined) {
      found.set(key, [one]);
    } else {
      group.push(one);
    }
  }
  return [...found.values()];
}

function said({ property, value }: { property: string; value: Candidate["value"] }): string {
  if (property === "_deleted") {
    return value === true ? "deleted" : "kept";
  }
  const text = show(value);
  return text === "" ? "(empty)" : text;
}

function origin(one: Candidate) {
  const replaced = one.replaced.map((value) => said({ property: one.property, value }));
  return h(
    "p",
    { class: "origin" },
    h("strong", {}, one.author ?? "?"),
    " ",
    when(one.time),
    " ",
    h("span", { class: "faint mono", title: `at replica ${one.replica}` }, brief(one.replica)),
    replaced.length > 0 && h("span", { class: "faint" }, ` replaced ${replaced.join(" and ")}`),
    one.note !== undefined && h("q", {}, one.note),
  );
}

function past(decisions: Decision[]) {
  return h(
    "details",
    {},
    h("summary", {}, `Decided before: ${count(decisions.length, "time")}`),
    h(
      "ul",
      {},
      decisions.map((one) =>
        h(
          "li",
          {},
          h("strong", {}, one.author),
          " took ",
          h("span", { class: "val" }, said(one)),
          " ",
          when(one.time),
          !one.stands && h("span", { class: "faint" }, " (replaced since)"),
          one.note !== undefined && h("q", {}, one.note),
        ),
      ),
    ),
  );
}

/** The number keys take a candidate of the question that has the focus, else of the first. */
export function takeByKey(root: ParentNode, event: KeyboardEvent): boolean {
  const number = Number(event.key);
  if (!(number >= 1 && number <= 9)) {
    return false;
  }
  const questions = [...root.querySelectorAll<HTMLElement>(".question")];
  const here = questions.find((one) => one.contains(document.activeElement)) ?? questions[0];
  const take = here?.querySelectorAll<HTMLElement>("button.take")[number - 1];
  take?.click();
  return take !== undefined;
}
