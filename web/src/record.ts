// One record: its values, changed in place, and its history.

import { button, fill, find, h, keepFocus } from "./dom.ts";
import { Editing } from "./editing.ts";
import { same, show } from "./literal.ts";
import { type Done, type Name, type Tagged, Trouble } from "./node.ts";
import { NO_FILTER, type Place } from "./place.ts";
import { Questions, takeByKey } from "./questions.ts";
import type { Conflict, Item, LogEntry, Value } from "./shapes.ts";
import { tell } from "./story.ts";
import { timeline } from "./timeline.ts";
import type { Stage, View } from "./view.ts";
import { columns, title } from "./words.ts";

type At = Extract<Place, { kind: "record" }>;

export function recordView(stage: Stage, at: At): View {
  return new RecordPage(stage, at);
}

class RecordPage implements View {
  title: string;
  readonly element = h("section");
  private readonly stage: Stage;
  private readonly name: Name;
  private seen: Tagged<Item> | null = null;
  private readonly questions: Questions;
  private history: LogEntry[] = [];
  private conflict: Tagged<Conflict> | null = null;
  private editing: Editing | null = null;

  constructor(stage: Stage, at: At) {
    this.stage = stage;
    this.name = { space: at.space, type: at.type, id: at.id };
    this.questions = new Questions(stage, at.space, () => this.settled());
    this.title = `${at.type} ${at.id} · ${at.space}`;
  }

  concerns(items: Item[]): boolean {
    return items.some((item) => item.type === this.name.type && item.id === this.name.id);
  }

  key(event: KeyboardEvent): boolean {
    return takeByKey(this.element, event);
  }

  private async settled(): Promise<void> {
    await this.load().catch((trouble) => this.stage.fail(trouble));
    if (!this.element.contains(document.activeElement)) {
      this.element.querySelector<HTMLElement>("button.take, h1")?.focus();
    }
  }

  busy(): boolean {
    return this.editing?.dirty() ?? false;
  }

  async load(): Promise<void> {
    const [seen, history] = await Promise.all([
      this.stage.node.item(this.name),
      this.stage.node.history(this.name),
    ]);
    const open = seen.value.open.length > 0;
    this.conflict = open ? await this.stage.node.conflict(this.name) : null;
    this.seen = seen;
    this.history = history;
    this.editing?.meanwhile(seen.value.values[this.editing.property] ?? null);
    this.draw();
  }

  private draw(): void {
    const item = this.seen?.value;
    if (item !== undefined) {
      keepFocus(this.element, () => this.drawn(item));
    }
  }

  private drawn(item: Item): void {
    const { space } = this.name;
    fill(
      this.element,
      h(
        "div",
        { class: "heading" },
        h("h1", { tabindex: "-1" }, title(item.values, item.id)),
        item.exists &&
          button("Delete", () => void this.remove(), { class: "quiet", "data-key": "delete" }),
      ),
      h("p", { class: "faint" }, `${item.type} #${item.local} · `, h("code", {}, item.id)),
      !item.exists && h("p", { class: "box" }, "This record is deleted. Its history stays."),
      this.open(),
      item.exists && this.values(item),
      h("h2", {}, "History"),
      timeline(tell(this.history, item.type, item.id), (number) => {
        void this.stage.undo(space, number);
      }),
    );
  }

  private open() {
    const { conflict } = this;
    return (
      conflict !== null &&
      conflict.value.open.length > 0 &&
      h(
        "article",
        { class: "conflict", "aria-label": "In open conflict" },
        h("p", { class: "warn" }, "In open conflict. What you take stands for everybody."),
        this.questions.of(conflict.value, conflict.tag),
      )
    );
  }

  private values(item: Item) {
    const names = columns([item]);
    const edited = this.editing;
    const added = edited !== null && !names.includes(edited.property);
    return [
      h(
        "dl",
        { class: "values" },
        names.map((name) => this.value(item, name)),
        added && [h("dt", {}, edited.property), h("dd", {}, edited.element)],
      ),
      this.adding(),
    ];
  }

  private value(item: Item, name: string) {
    const value = item.values[name] ?? null;
    const edited = this.editing?.property === name ? this.editing : null;
    const flags = (item.flags ?? []).filter((flag) => flag.property === name);
    const open = item.open.includes(name);
    const text = show(value);
    return [
      h("dt", { class: open ? "open" : "" }, name),
      h(
        "dd",
        {},
        edited !== null
          ? edited.element
          : button(text === "" ? "(empty)" : text, () => this.edit(name, value), {
              class: `value ${typeof value}`,
              "data-line": true,
              "data-key": `value ${name}`,
              "aria-label": `${name}: ${text}. Edit`,
              title: "Edit",
            }),
        open && h("span", { class: "warn" }, " in open conflict, shown for now"),
        flags.map((flag) => h("p", { class: "warn" }, flag.message)),
      ),
    ];
  }

  private adding() {
    const field = h("input", {
      id: "property",
      "data-key": "property",
      placeholder: "name",
      "aria-label": "New property",
      autocomplete: "off",
      spellcheck: "false",
    });
    const form = h("form", { class: "row" }, field, h("button", {}, "Add a property"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const name = field.value.trim();
      if (name !== "") {
        field.value = "";
        this.edit(name, this.seen?.value.values[name] ?? null);
      }
    });
    return form;
  }

  private edit(property: string, value: Value): void {
    this.editing = new Editing(property, value, {
      save: (to) => void this.save(property, to),
      cancel: () => this.stop(property),
    });
    this.draw();
    this.editing.focus();
  }

  private stop(property: string): void {
    this.editing = null;
    this.draw();
    find(this.element, `value ${property}`)?.focus();
  }

  private async save(property: string, to: Value): Promise<void> {
    const seen = this.seen;
    const editing = this.editing;
    if (seen === null || editing === null) {
      return;
    }
    if (same(seen.value.values[property], to)) {
      this.stop(property);
      return;
    }
    try {
      const { number } = await this.write(property, to, seen);
      this.tell(to === null ? `Unset ${property}.` : `Saved ${property}.`, number);
      this.editing = null;
      await this.load();
      find(this.element, `value ${property}`)?.focus();
    } catch (trouble) {
      editing.wrong(trouble);
    }
  }

  /** Writes over what the editor saw. If the record changed meanwhile but this property did not,
   * nothing is in the way. */
  private async write(property: string, to: Value, seen: Tagged<Item>): Promise<Done> {
    try {
      return await this.stage.node.change(this.name, { [property]: to }, seen.tag);
    } catch (trouble) {
      if (!(trouble instanceof Trouble) || trouble.status !== 412) {
        throw trouble;
      }
      const now = await this.stage.node.item(this.name);
      if (!same(now.value.values[property], seen.value.values[property])) {
        await this.load();
        throw new Trouble(412, "Somebody changed it meanwhile. Save again to write over that.");
      }
      return this.stage.node.change(this.name, { [property]: to }, now.tag);
    }
  }

  /** Says what was done, and offers to take it back. */
  private tell(text: string, number: number): void {
    const { space } = this.name;
    const offer = { label: "Undo", act: () => void this.stage.undo(space, number) };
    this.stage.say(text, number > 0 ? offer : undefined);
  }

  private async remove(): Promise<void> {
    const { space, type } = this.name;
    try {
      const { number } = await this.stage.node.remove(this.name, this.seen?.tag ?? "");
      this.tell("Deleted.", number);
      this.stage.go({ kind: "type", space, type, filter: NO_FILTER });
    } catch (trouble) {
      this.stage.fail(trouble);
      this.stage.reload();
    }
  }
}
