// The keyboard: one table, from which the page acts and the help is made.

import { button, h } from "./dom.ts";

const SWITCH = "skein.keys";

export const KEYS: [string, string][] = [
  ["j  k  or  ↓  ↑", "next, previous line or question"],
  ["Enter", "open; edit a value; take a candidate"],
  ["Esc", "cancel; one step up"],
  ["/", "filter the records"],
  ["n", "new record"],
  ["m", "more records"],
  ["1 … 9", "settle the question by that candidate"],
  ["u", "undo what the line at the foot offers"],
  ["c", "open conflicts"],
  ["p", "peers"],
  ["s", "the space and its types"],
  ["g", "all spaces"],
  ["?", "this help"],
];

/** Whether single letters act; who dictates to his machine turns them off. */
export function lettersOn(): boolean {
  return localStorage.getItem(SWITCH) !== "off";
}

/** True while somebody types into a field. */
export function typing(event: Event): boolean {
  const target = event.target;
  return (
    target instanceof HTMLElement &&
    (target.matches("input:not([type=checkbox]), textarea, select") || target.isContentEditable)
  );
}

/** Moves the focus to the next or previous element marked `data-line`. */
export function step(root: ParentNode, by: 1 | -1): boolean {
  const lines = [...root.querySelectorAll<HTMLElement>("[data-line]")];
  if (lines.length === 0) {
    return false;
  }
  const active = document.activeElement;
  const at = lines.findIndex((line) => line === active || line.contains(active));
  const next = at < 0 ? (by > 0 ? 0 : lines.length - 1) : at + by;
  const line = lines[Math.max(0, Math.min(lines.length - 1, next))];
  line?.focus();
  line?.scrollIntoView({ block: "nearest" });
  return true;
}

/** Shows the keys. */
export function help(): void {
  const letters = h("input", { type: "checkbox", id: "letters", checked: lettersOn() });
  letters.addEventListener("change", () => {
    localStorage.setItem(SWITCH, letters.checked ? "on" : "off");
  });
  const dialog = h(
    "dialog",
    { "aria-labelledby": "help-title" },
    h("h2", { id: "help-title" }, "Keys"),
    h(
      "dl",
      { class: "keys" },
      KEYS.map(([key, what]) => [
        h(
          "dt",
          {},
          key.split(/ {2}/).map((one) => (one === "or" ? " or " : h("kbd", {}, one))),
        ),
        h("dd", {}, what),
      ]),
    ),
    h("h2", {}, "Filter"),
    h(
      "p",
      {},
      "Conditions, with blanks between: ",
      h("code", {}, 'status=open summary~crash size>=12 "item code"!=A1 note~"not yet"'),
      ". Several = or ~ on one property mean any of them; all else must hold together.",
    ),
    h("p", {}, letters, " ", h("label", { for: "letters" }, "Single letters are keys")),
    h(
      "div",
      { class: "row" },
      button("Close", () => dialog.close(), { class: "main", autofocus: true }),
    ),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  dialog.scrollTop = 0; // the focus is at the foot; on a small screen the beginning would be hidden
}
