// The page where people sign in, in a window that the page of another origin has opened: it offers
// the ways there are, and hands what shows who somebody is to that very origin, and to no other.

import { button, fill, h } from "../dom.ts";
import { makePasskey, usePasskey } from "./passkey.ts";
import { ask, Refused } from "./ask.ts";

interface Ways {
  providers: string[];
  passkeys: boolean;
  development: boolean;
}

/** What the window says to the one that opened it. */
interface Told {
  skein: "assertion";
  assertion: string;
}

const given = (name: string) => decodeURIComponent(document.body.dataset[name] ?? "");
const origin = new URLSearchParams(location.search).get("origin") ?? given("origin");
const main = h("main", {});
const trouble = h("p", { role: "alert" });

function say(text: string): void {
  trouble.className = text === "" ? "" : "trouble";
  trouble.textContent = text;
}

/** Gives it to the page that asked: a window of another origin gets nothing. */
function hand(assertion: string): void {
  const opener: Window | null = window.opener;
  if (opener === null) {
    say(`This window was not opened by a page of ${origin}. Close it, and begin there.`);
    return;
  }
  const told: Told = { skein: "assertion", assertion };
  opener.postMessage(told, origin);
  window.close();
}

/** Does something that may go wrong, and tells how it went. */
function attempt(work: () => Promise<string>): void {
  say("");
  work().then(hand, (error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
  });
}

function go(issuer: string): void {
  location.assign(`sign-in-go?${new URLSearchParams({ issuer, origin })}`);
}

/** A field and a button; `done` gets what stands in the field. */
function form(label: string, act: string, done: (text: string) => void): HTMLFormElement {
  const field = h("input", { type: "text", required: true, autocapitalize: "none" });
  const submit = (event: Event) => {
    event.preventDefault();
    done(field.value);
  };
  return h("form", { onsubmit: submit }, h("label", {}, label, field), h("button", {}, act));
}

function offer(ways: Ways): void {
  const providers = ways.providers.map((issuer) =>
    button(`Sign in with ${new URL(issuer).host}`, () => go(issuer)),
  );
  const key = button("Use a passkey", () => attempt(() => usePasskey(origin)));
  const fresh = form("Name", "Make a passkey", (name) => attempt(() => makePasskey(origin, name)));
  const plain = form("Address of mail", "Sign in without proof", hand);
  fill(
    main,
    h("h1", {}, "Sign in"),
    h("p", {}, h("strong", {}, origin), " wants to know who you are."),
    trouble,
    h("div", { class: "ways" }, providers, ways.passkeys && key),
    ways.passkeys && [h("h2", {}, "New here?"), fresh],
    ways.development && [h("h2", {}, "For trying out"), plain],
  );
}

async function begin(): Promise<void> {
  document.body.append(main);
  main.append(h("h1", {}, "Sign in"), trouble);
  if (given("trouble") !== "") {
    say(`${given("trouble")}. Close this window, and begin again.`);
  } else if (given("assertion") !== "") {
    hand(given("assertion"));
  } else {
    offer((await ask("GET", "sign-in-ways")) as Ways);
  }
}

begin().catch((error: unknown) => {
  say(error instanceof Refused ? error.message : "The node cannot be reached; try again.");
});
