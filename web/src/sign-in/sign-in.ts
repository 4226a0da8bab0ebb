// The page where people sign in, in a window that the page of another origin has opened: it offers
// the ways there are, and hands what shows who somebody is to that very origin, and to no other.

import { button, fill, h } from "../dom.ts";
import { ask, Refused } from "./ask.ts";
import { form } from "./form.ts";
import { Keys } from "./keys.ts";
import { makePasskey, type Shown, usePasskey } from "./passkey.ts";

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
/** What the link of whoever runs the hub holds; it is in no address that is sent. */
const link = new URLSearchParams(location.hash.slice(1)).get("link");
const origin = new URLSearchParams(location.search).get("origin") ?? given("origin");
const main = h("main", {});
const trouble = h("p", { role: "alert" });

function say(text: string): void {
  trouble.className = text === "" ? "" : "trouble";
  trouble.textContent = text.slice(0, 1).toUpperCase() + text.slice(1);
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
function attempt(work: () => Promise<void>): void {
  say("");
  work().catch((error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
  });
}

/** Signs in by a passkey, for the page that asked. */
function enter(work: () => Promise<Shown>): void {
  attempt(async () => hand((await work()).assertion));
}

const keys = new Keys({
  main,
  trouble,
  attempt,
  goOn: window.opener === null ? null : { label: `Go on to ${origin}`, act: hand },
});

function go(issuer: string): void {
  location.assign(`sign-in-go?${new URLSearchParams({ issuer, origin })}`);
}

function offer(ways: Ways): void {
  const providers = ways.providers.map((issuer) =>
    button(`Sign in with ${new URL(issuer).host}`, () => go(issuer)),
  );
  const key = button("Use a passkey", () => enter(() => usePasskey(origin)));
  const look = button("Look after your passkeys", () =>
    attempt(async () => keys.open(await usePasskey(origin))),
  );
  const fresh = form("Name", "Make a passkey", (name) => enter(() => makePasskey(origin, name)));
  const plain = form("Address of mail", "Sign in without proof", hand);
  fill(
    main,
    h("h1", {}, "Sign in"),
    h("p", {}, h("strong", {}, origin), " wants to know who you are."),
    trouble,
    h("div", { class: "ways" }, providers, ways.passkeys && key),
    ways.passkeys && [h("h2", {}, "New here?"), fresh],
    ways.passkeys && [
      h("h2", {}, "A new device, or a lost one?"),
      h("div", { class: "ways" }, look),
      h("p", { class: "faint" }, "Lost the only one? Whoever runs this hub can send you a link."),
    ],
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
  } else if (link !== null) {
    keys.invite(link);
  } else {
    offer((await ask("GET", "sign-in-ways")) as Ways);
  }
}

begin().catch((error: unknown) => {
  say(error instanceof Refused ? error.message : "The node cannot be reached; try again.");
});
