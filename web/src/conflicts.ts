// The open conflicts of a space, one question after another, candidates side by side.

import { button, fill, h } from "./dom.ts";
import { address, NO_FILTER } from "./place.ts";
import { Questions, takeByKey } from "./questions.ts";
import type { Conflict, Item } from "./shapes.ts";
import type { Stage, View } from "./view.ts";
import { count, title } from "./words.ts";

/** How many records are shown at once. */
const PAGE = 20;

/** A conflict with the record it is about. */
interface Case {
  conflict: Conflict;
  tag: string;
  item: Item;
}

export function conflictsView(stage: Stage, space: string): View {
  return new Conflicts(stage, space);
}

class Conflicts implements View {
  readonly title: string;
  readonly element = h("section");
  private readonly stage: Stage;
  private readonly space: string;
  private readonly questions: Questions;
  private shown = PAGE;

  constructor(stage: Stage, space: string) {
    this.stage = stage;
    this.space = space;
    this.questions = new Questions(stage, space, () => this.next());
    this.title = `Conflicts · ${space}`;
  }

  key(event: KeyboardEvent): boolean {
    return takeByKey(this.element, event);
  }

  async load(): Promise<void> {
    const [{ conflicts }, open] = await Promise.all([
      this.stage.node.space(this.space),
      this.stage.node.conflicts(this.space, this.shown),
    ]);
    const all = Math.max(conflicts, open.length);
    const cases = await Promise.all(open.map((one) => this.look(one)));
    const good = cases.filter((one) => one !== null);
    fill(
      this.element,
      h("h1", { tabindex: "-1" }, "Open conflicts"),
      all === 0 ? this.none() : this.intro(all),
      good.map((one) => this.record(one)),
      all > this.shown &&
        button(`More (${all - this.shown})`, () => this.more(), { "data-key": "more" }),
    );
  }

  /** What a conflict is about; null if it was settled this very moment. */
  private async look(item: Item): Promise<Case | null> {
    const name = { space: this.space, type: item.type, id: item.id };
    const { value, tag } = await this.stage.node.conflict(name);
    return (value.candidates ?? []).length === 0 ? null : { conflict: value, tag, item };
  }

  private more(): void {
    this.shown += PAGE;
    this.stage.reload();
  }

  private none() {
    return h(
      "div",
      { class: "empty good" },
      h("p", {}, "Nothing is in conflict."),
      h("p", {}, "Edits made apart that say different things show up here by themselves."),
    );
  }

  private intro(number: number) {
    return h(
      "p",
      { class: "faint" },
      `${count(number, "record")}. Whatever you take stands for everybody; it can be undone. `,
      h("kbd", {}, "1"),
      "…",
      h("kbd", {}, "9"),
      " takes, ",
      h("kbd", {}, "j"),
      " ",
      h("kbd", {}, "k"),
      " move.",
    );
  }

  private record({ conflict, tag, item }: Case) {
    const { type, id, local } = conflict;
    const to = address({ kind: "record", space: this.space, type, id });
    const table = address({ kind: "type", space: this.space, type, filter: NO_FILTER });
    return h(
      "article",
      { class: "conflict" },
      h("h2", {}, h("a", { href: to }, title(item.values, id))),
      h("p", { class: "faint" }, h("a", { href: table }, type), ` #${local}`),
      this.questions.of(conflict, tag),
    );
  }

  /** After one is settled the next has the focus. */
  private async next(): Promise<void> {
    await this.load().catch((trouble) => this.stage.fail(trouble));
    this.stage.reload();
    if (!this.element.contains(document.activeElement)) {
      this.element.querySelector<HTMLElement>("button.take, h1")?.focus();
    }
  }
}
