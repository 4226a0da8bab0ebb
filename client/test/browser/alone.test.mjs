// The client in Chromium without any node: what stays in the browser, and what goes wrong there.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { startBrowser } from "../../../web/test/browser/stage.mjs";
import { openIn, startSite } from "./stage.mjs";

let browser;
let site;
let context;

before(async () => {
  browser = await startBrowser();
});

after(() => browser?.close());

beforeEach(async () => {
  [site, context] = await Promise.all([startSite(), browser.newContext()]);
});

afterEach(async () => {
  await context.close();
  site.close();
});

async function opened() {
  const tab = await context.newPage();
  await tab.goto(site.origin);
  await tab.waitForFunction(() => "skein" in globalThis);
  await openIn(tab, { name: "notes" });
  return tab;
}

const texts = (tab) =>
  tab.evaluate(() => space.query({ type: "note" }).map((item) => item.values.text));

test("the page loads offline, with its data, by the service worker of the documentation", async () => {
  const tab = await opened();
  await tab.evaluate(async () => {
    await space.create("note", { text: "kept" });
    await navigator.serviceWorker.register("./sw.js");
    await navigator.serviceWorker.ready;
  });
  site.close();
  await tab.reload();
  await tab.waitForFunction(() => "skein" in globalThis);
  await openIn(tab, { name: "notes" });
  assert.deepEqual(await texts(tab), ["kept"]);
});

test("the classic script makes a global", async () => {
  const tab = await context.newPage();
  await tab.goto(`${site.origin}/empty`);
  await tab.addScriptTag({ url: `${site.origin}/skein.script.js` });
  await openIn(tab, { name: "classic" });
  await tab.evaluate(() => space.create("note", { text: "classic", stock: skein.add(3) }));
  assert.deepEqual(await texts(tab), ["classic"]);
});

test("without Ed25519 in the browser its own is fetched, and the other takes what it signs", async () => {
  await context.addInitScript(() => {
    for (const name of ["generateKey", "importKey"]) {
      const native = crypto.subtle[name].bind(crypto.subtle);
      crypto.subtle[name] = (...words) =>
        words.includes("Ed25519")
          ? Promise.reject(new DOMException("lacking", "NotSupportedError"))
          : native(...words);
    }
  });
  const tab = await opened();
  await tab.evaluate(() => space.create("note", { text: "signed" }));
  const key = await tab.evaluate(() => space.key);
  assert.match(key, /^[\w-]{43}$/);
  await tab.reload();
  await tab.waitForFunction(() => "skein" in globalThis);
  await openIn(tab, { name: "notes" });
  assert.deepEqual(await texts(tab), ["signed"]);
});

test("a watched query tells of changes once, and no more when it is stopped", async () => {
  const tab = await opened();
  const told = await tab.evaluate(async () => {
    const counts = [];
    const stop = space.watch({ type: "note", where: { size: { above: 1 } } }, (items) =>
      counts.push(items.length),
    );
    await space.create("note", { text: "a", size: 1 });
    await space.create("note", { text: "b", size: 2 });
    stop();
    await space.create("note", { text: "c", size: 3 });
    return counts;
  });
  assert.deepEqual(told, [0, 0, 1]);
});
