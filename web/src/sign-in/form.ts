// A form of one field.

import { h } from "../dom.ts";

/** A field and a button; `done` gets what stands in the field. */
export function form(label: string, act: string, done: (text: string) => void): HTMLFormElement {
  const field = h("input", { type: "text", required: true, autocapitalize: "none" });
  const submit = (event: Event) => {
    event.preventDefault();
    done(field.value);
  };
  return h("form", { onsubmit: submit }, h("label", {}, label, field), h("button", {}, act));
}
