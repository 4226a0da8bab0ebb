// Asks for the node's token.

import { h } from "./dom.ts";

/** Shows the form. `why`: what the node said of the token there was. */
export function door(why: string | null, enter: (token: string) => void): void {
  document.title = "Skein";
  const field = h("input", {
    id: "token",
    type: "password",
    autocomplete: "off",
    spellcheck: "false",
    required: true,
    "aria-describedby": "how",
  });
  const form = h(
    "form",
    {},
    h("label", { for: "token" }, "Token"),
    h("div", { class: "row" }, field, h("button", { class: "main" }, "Open")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = field.value.trim().replace(/^.*#token=/, "");
    if (given !== "") {
      enter(decodeURIComponent(given));
    }
  });
  const page = h(
    "main",
    { class: "door" },
    h("h1", {}, "Skein"),
    why !== null && h("p", { class: "bad", role: "alert" }, why),
    h(
      "p",
      { id: "how" },
      "This page needs the node's token. On the machine where the node runs, ",
      h("code", {}, "skein ui"),
      " opens the page with it, and ",
      h("code", {}, "skein ui --print"),
      " prints an address that has it: open that, or paste it here.",
    ),
    form,
  );
  document.body.replaceChildren(page);
  field.focus();
}
