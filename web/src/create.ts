// A new record.

import { button, fill, h } from "./dom.ts";
import { parse } from "./literal.ts";
import type { Place } from "./place.ts";
import type { Value } from "./shapes.ts";
import { reason, type Stage, type View } from "./view.ts";
import { columns } from "./words.ts";

type At = Extract<Place, { kind: "create" }>;

/** How many records of the type are looked at for the properties they have. */
const SAMPLE = 20;
const MOST_FIELDS = 12;

export function createView(stage: Stage, at: At): View {
  return new Create(stage, at);
}

class Create implements View {
  readonly title: string;
  readonly element = h("section");
  private readonly stage: Stage;
  private readonly at: At;
  private readonly lines = h("div", { class: "lines" });
  private readonly type = h("input", { id: "type", required: true, autocomplete: "off" });
  private readonly error = h("p", { class: "bad", role: "alert" });
  private done = false;

  constructor(stage: Stage, at: At) {
    this.stage = stage;
    this.at = at;
    this.title = `New ${at.type} · ${at.space}`;
    this.type.value = at.type;
  }

  concerns(): boolean {
    return false;
  }

  busy(): boolean {
    return !this.done && Object.keys(this.values()).length > 0;
  }

  async load(): Promise<void> {
    if (this.element.childElementCount > 0) {
      return;
    }
    const names = this.at.type === "" ? [] : await this.usual();
    const form = h(
      "form",
      { class: "create" },
      h("div", { class: "line" }, h("label", { for: "type" }, "Type"), this.type),
      this.lines,
      this.error,
      h(
        "div",
        { class: "row" },
        h("button", { class: "main" }, "Create"),
        button("Another property", () => this.line("", true)),
      ),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.save();
    });
    fill(
      this.element,
      h("h1", {}, `New ${this.at.type === "" ? "record" : this.at.type}`),
      h(
        "p",
        { class: "faint" },
        "Numbers, true, false and JSON are taken as such; in quotes: text.",
      ),
      form,
    );
    for (const name of names) {
      this.line(name, false);
    }
    this.line("", false);
    const first = names.length > 0 ? this.lines.querySelector("input.to") : this.type;
    first?.setAttribute("data-first", "");
  }

  /** The properties that other records of the type have. */
  private async usual(): Promise<string[]> {
    const { space, type } = this.at;
    const search = { where: [], sort: "", limit: SAMPLE, after: 0 };
    const { records } = await this.stage.node.search(space, type, search);
    return columns(records).slice(0, MOST_FIELDS);
  }

  private line(name: string, focus: boolean): void {
    const property = h("input", { class: "name", "aria-label": "Property", autocomplete: "off" });
    property.value = name;
    const label = name === "" ? "Value" : name;
    const value = h("input", { class: "to", "aria-label": label, autocomplete: "off" });
    this.lines.append(h("div", { class: "line" }, property, value));
    if (focus) {
      property.focus();
    }
  }

  private values(): { [property: string]: Value } {
    const values: [string, Value][] = [];
    for (const line of this.lines.querySelectorAll(".line")) {
      const [name, value] = line.querySelectorAll("input");
      if (name && value && name.value.trim() !== "" && value.value !== "") {
        values.push([name.value.trim(), parse(value.value)]);
      }
    }
    return Object.fromEntries(values);
  }

  private async save(): Promise<void> {
    const { space } = this.at;
    try {
      const item = await this.stage.node.create(space, this.type.value.trim(), this.values());
      this.done = true;
      this.stage.say(`Made ${item.type} #${item.local}.`);
      this.stage.go({ kind: "record", space, type: item.type, id: item.id });
    } catch (trouble) {
      fill(this.error, reason(trouble));
    }
  }
}
