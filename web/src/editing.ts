// One value being edited, in its place.

import { fill, h } from "./dom.ts";
import { kind, parse, print, same, show } from "./literal.ts";
import type { Value } from "./shapes.ts";
import { reason } from "./view.ts";

/** What becomes of it. `save` with null unsets. */
interface Ends {
  save(value: Value): void;
  cancel(): void;
}

export class Editing {
  readonly property: string;
  readonly element: HTMLElement;
  private readonly field: HTMLTextAreaElement;
  private readonly reads = h("span", { class: "faint", "aria-live": "polite" });
  private readonly error = h("p", { class: "bad", role: "alert" });
  private from: Value;

  constructor(property: string, value: Value, ends: Ends) {
    this.property = property;
    this.from = value;
    this.field = h("textarea", {
      "aria-label": property,
      "data-key": `edit ${property}`,
      rows: Math.min(12, show(value).split("\n").length),
      spellcheck: "false",
    });
    this.field.value = value === null ? "" : print(value);
    const form = h(
      "form",
      { class: "edit" },
      this.field,
      h(
        "div",
        { class: "row" },
        h("button", { class: "main" }, "Save"),
        h("button", { type: "button", class: "quiet", onclick: () => ends.cancel() }, "Cancel"),
        value !== null &&
          h("button", { type: "button", class: "quiet", onclick: () => ends.save(null) }, "Unset"),
        this.reads,
      ),
      this.error,
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ends.save(this.value());
    });
    this.field.addEventListener("input", () => this.told());
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        ends.save(this.value());
      } else if (event.key === "Escape") {
        event.preventDefault();
        ends.cancel();
      }
    });
    this.element = form;
    this.told();
  }

  focus(): void {
    this.field.focus();
    this.field.select();
  }

  dirty(): boolean {
    return !same(this.value(), this.from);
  }

  /** Somebody else changed the value under the editor's hands. */
  meanwhile(now: Value): void {
    if (!same(now, this.from)) {
      this.from = now;
      fill(this.error, `Changed elsewhere meanwhile; it is now: ${show(now)}`);
    }
  }

  wrong(trouble: unknown): void {
    const before = this.error.textContent ?? "";
    fill(this.error, before === "" ? reason(trouble) : `${before} — ${reason(trouble)}`);
    this.field.focus();
  }

  private value(): Value {
    return this.field.value === "" ? "" : parse(this.field.value);
  }

  private told(): void {
    const hint = "Enter saves, Shift+Enter breaks the line, Esc cancels";
    fill(this.reads, `${kind(this.value())} · ${hint}`);
  }
}
