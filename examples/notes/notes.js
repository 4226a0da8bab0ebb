// Notes that are kept in this browser, by the browser client (docs/client.md), and are in step with
// a personal store at a hub: who is signed in, the list, and how things stand. One note: note.js.

import { openSpace } from "../../client/dist/skein.js";
import { noteView } from "./note.js";
import { byId, element, firstLine } from "./page.js";

const HUB = document.querySelector("meta[name=hub]").content;
const PERSON = "notes: who is signed in"; // in localStorage: a name, and the token of the hub
const PAGE = 50; // so many notes are drawn at once, however many there are

let person = JSON.parse(localStorage.getItem(PERSON) ?? "null");
let space;
let view;
let notes = [];
let drawn = PAGE;

// ---- Who it is.

function signIn() {
  if (!navigator.id) {
    say("The hub cannot be reached, so nobody can sign in now.");
    return;
  }
  navigator.id.get(async (assertion) => {
    if (assertion !== null) {
      await verify(assertion).catch((error) => say(error.message));
    }
  });
}

async function verify(assertion) {
  const body = new URLSearchParams({ assertion, audience: location.origin });
  const answer = await (await fetch(`${HUB}/verify`, { method: "POST", body })).json();
  if (answer.status !== "okay") {
    say(`You are not signed in: ${answer.reason}`);
    return;
  }
  const before = person;
  person = { name: answer.email, token: answer.auth.query.auth };
  localStorage.setItem(PERSON, JSON.stringify(person));
  if (!space) {
    await start();
  } else if (before.name === person.name) {
    space.retry(person.token);
  } else {
    location.reload();
  }
}

async function signOut() {
  const headers = { Authorization: `Bearer ${person.token}` };
  // Where there is no net the token ends by itself, some day.
  await fetch(`${HUB}/sync/sign-out`, { method: "POST", headers }).catch(() => undefined);
  localStorage.removeItem(PERSON);
  location.reload();
}

// ---- The space, and how it stands.

async function start() {
  byId("welcome").hidden = true;
  const store = ["sync", location.hostname, person.name, "notes"].map(encodeURIComponent);
  const peer = { address: HUB, store: `/${store.join("/")}`, token: person.token };
  try {
    // A browser that has been here before needs no net for this.
    space = await openSpace({ name: `notes of ${person.name}`, author: person.name, peer });
  } catch (error) {
    byId("enter").hidden = false;
    say(`Your notes cannot be fetched: ${error.message}`, "Try again", start);
    return;
  }
  view = noteView({ space, say, removed });
  byId("enter").hidden = true;
  byId("leave").hidden = false;
  byId("notes").hidden = false;
  space.onState(showState);
  space.watch({ type: "note" }, (found) => {
    notes = found.reverse(); // the newest first
    draw();
    view.refresh();
  });
  goTo();
}

function showState(state) {
  const words = {
    synced: () => "synced",
    pending: () => `${state.count} pending`,
    offline: () => "offline",
    "needs sign-in": () => "signed out",
    refused: () => `Kept here, but not sent: ${state.reason}`,
  };
  byId("state").textContent = words[state.state]();
  byId("state").title = state.reason ?? "";
  byId("again").hidden = !["offline", "refused"].includes(state.state);
  byId("enter").hidden = state.state !== "needs sign-in";
}

/** Says something, and offers to do something about it. */
function say(text, offer, act) {
  const said = byId("said");
  const [words, button] = said.children;
  said.hidden = text === "";
  words.textContent = text;
  button.textContent = offer ?? "Close";
  button.onclick = () => {
    say("");
    act?.();
  };
}

function removed(title, undo) {
  say(`“${title || "Untitled"}” is deleted.`, "Undo", undo);
}

// ---- The list.

function draw() {
  const words = byId("find").querySelector("input").value.toLowerCase();
  const has = ({ values }) =>
    [values.title, values.text].some((text) =>
      String(text ?? "")
        .toLowerCase()
        .includes(words),
    );
  const found = words === "" ? notes : notes.filter(has);
  const isPinned = ({ values }) => values.pinned === true;
  const sorted = [...found.filter(isPinned), ...found.filter((note) => !isPinned(note))];
  const shown = sorted.slice(0, drawn);
  const total = `${found.length.toLocaleString()} ${found.length === 1 ? "note" : "notes"}`;
  byId("count").textContent = shown.length < found.length ? `${shown.length} of ${total}` : total;
  byId("more").hidden = shown.length === found.length;
  const rows = shown.map(rowOf);
  const list = byId("list");
  // What stays where it is keeps the focus.
  if (rows.length !== list.children.length || rows.some((row, at) => row !== list.children[at])) {
    list.replaceChildren(...rows);
  }
}

const rows = new Map();

function rowOf({ id, values, open }) {
  const row = rows.get(id) ?? newRow(id);
  const [title, text, mark] = row.firstChild.children;
  title.textContent = values.title || "Untitled";
  text.textContent = firstLine(values.text);
  mark.textContent = open.length > 0 ? "two versions" : values.pinned ? "pinned" : "";
  row.firstChild.ariaCurrent = id === view.id ? "true" : null;
  return row;
}

function newRow(id) {
  const parts = ["strong", "span", "em"].map((tag) => element(tag, {}));
  const row = element("li", {}, element("a", { href: `#${id}` }, ...parts));
  rows.set(id, row);
  return row;
}

/** The address says which note is open. */
async function goTo() {
  const id = decodeURIComponent(location.hash.slice(1));
  if (!(await view.open(id))) {
    location.hash = view.id; // it could not be saved, and must not be lost
  }
  document.body.classList.toggle("reads", view.id !== "");
  draw();
}

async function make() {
  try {
    const { id } = await space.create("note", { title: "", text: "" });
    location.hash = id;
  } catch (error) {
    view.complain(error, make);
  }
}

byId("enter").onclick = signIn;
byId("leave").onclick = signOut;
byId("again").onclick = () => space.retry();
byId("new").onclick = make;
byId("find").onsubmit = (event) => event.preventDefault();
byId("find").oninput = () => {
  drawn = PAGE;
  draw();
};
byId("more").onclick = () => {
  drawn += PAGE;
  draw();
};
addEventListener("hashchange", () => space && goTo());
// The page itself loads offline by this.
navigator.serviceWorker?.register("./sw.js").catch((error) => say(error.message));

if (person) {
  await start();
} else {
  byId("welcome").hidden = false;
  byId("enter").hidden = false;
}
