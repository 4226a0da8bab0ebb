// Measures the browser client in Chromium, for ./skein bench browser: node figures.mjs WHAT FOLDER
// prints milliseconds. WHAT is open, sync or change; with plain- before it, the like is done with
// IndexedDB alone.

import { commands, send, startBrowser } from "../../../web/test/browser/stage.mjs";
import { startExamples } from "./examples.mjs";

const MANY = 10_000;
const CHANGES = 20;
const USER = "ann@example.com";
const STORE = `/sync/localhost/${USER}/notes`;
const NOTES = Array.from({ length: MANY }, (_, at) => ({
  type: "note",
  id: String(at).padStart(5, "0"),
  data: { title: `Note ${at}`, text: `What number ${at} is about, in some words. `.repeat(3) },
}));

/** A page that can import the client. */
async function blank({ browser, site }, context) {
  const page = await (context ?? (await browser.newContext())).newPage();
  await page.goto(`${site.origin}/examples/notes/page.js`);
  return page;
}

/** A hub that holds all notes; gives how a page opens them. */
async function filledHub({ site, folder }) {
  const hub = await commands(folder, "hub").startHub("--hub-dev", "--hub-origin", site.origin);
  const headers = { "X-Remote-User": `${USER}/localhost` };
  const body = JSON.stringify(NOTES);
  const answer = await send(hub, "POST", `${STORE}?since=0`, { headers, body });
  const form = new URLSearchParams({ assertion: USER, audience: site.origin });
  const verified = await send(hub, "POST", "/verify", { body: String(form) });
  if (answer.status !== 200 || verified.status !== 200) {
    throw new Error(`the hub says ${answer.text} and ${verified.text}`);
  }
  const token = JSON.parse(verified.text).auth.query.auth;
  const address = `http://localhost:${hub.port}`;
  return { hub, options: { name: "notes", peer: { address, store: STORE, token } } };
}

/** Runs in a page: opens the space, and gives how long it took until all notes are there. */
async function open({ options, many }) {
  const { openSpace } = await import("/client/dist/skein.js");
  const began = performance.now();
  globalThis.space = await openSpace(options);
  await new Promise((told) => {
    space.watch({ type: "note" }, (notes) => notes.length >= many && told());
  });
  return performance.now() - began;
}

const works = {
  async sync(stage) {
    return (await blank(stage)).evaluate(open, stage.opening);
  },

  async open(stage) {
    const context = await stage.browser.newContext();
    await (await blank(stage, context)).evaluate(open, stage.opening);
    await context.pages()[0].close();
    return (await blank(stage, context)).evaluate(open, stage.opening);
  },

  /** From the call in one browser until another one shows it; in the middle of some. */
  async change(stage) {
    const [here, there] = [await blank(stage), await blank(stage)];
    await here.evaluate(open, stage.opening);
    await there.evaluate(open, stage.opening);
    const times = [];
    for (let at = 0; at < CHANGES; at++) {
      const shown = there.evaluate((title) => {
        const look =
          (told) =>
          ([note]) =>
            note && told(performance.timeOrigin + performance.now());
        return new Promise((told) => space.watch({ type: "note", where: { title } }, look(told)));
      }, `Changed ${at}`);
      const began = await here.evaluate(async (title) => {
        const now = performance.timeOrigin + performance.now();
        await space.update({ type: "note", id: "00007" }, { title });
        return now;
      }, `Changed ${at}`);
      times.push((await shown) - began);
    }
    return times.toSorted((one, other) => one - other)[CHANGES / 2];
  },
};

/** Runs in a page: the same notes in a database, by IndexedDB alone. */
async function plain({ what, notes, changes }) {
  const done = (request, event = "onsuccess") =>
    new Promise((resolve, reject) => {
      request[event] = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const opened = () => {
    const opening = indexedDB.open("plain", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("notes", { keyPath: "id" });
    return done(opening);
  };
  const put = (database, rows) => {
    const writing = database.transaction("notes", "readwrite", { durability: "strict" });
    rows.forEach((row) => writing.objectStore("notes").put(row));
    return done(writing, "oncomplete");
  };
  let began = performance.now();
  let database = await opened();
  await put(database, notes);
  if (what === "open") {
    database.close();
    began = performance.now();
    database = await opened();
    await done(database.transaction("notes").objectStore("notes").getAll());
  } else if (what === "change") {
    began = performance.now();
    for (let at = 0; at < changes; at++) {
      await put(database, [{ ...notes[7], changed: at }]);
    }
    return (performance.now() - began) / changes;
  }
  return performance.now() - began;
}

async function measure(words, stage) {
  if (words.startsWith("plain-")) {
    const given = { what: words.slice("plain-".length), notes: NOTES, changes: CHANGES };
    return (await blank(stage)).evaluate(plain, given);
  }
  const { hub, options } = await filledHub(stage);
  try {
    return await works[words]({ ...stage, opening: { options, many: MANY } });
  } finally {
    await hub.kill();
  }
}

const [words, folder] = process.argv.slice(2);
const site = await startExamples();
const browser = await startBrowser();
try {
  console.log(await measure(words, { site, browser, folder }));
} finally {
  await browser.close();
  site.close();
}
