// An app that keeps its own storage, in Chromium, through hubs: the reading list of the examples.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { commands, startBrowser, until } from "../../../web/test/browser/stage.mjs";
import { PICTURE, startExamples } from "./examples.mjs";
import { add, openList, pendingCount, rename, sync, titles } from "./library.mjs";

let folder;
let library;
let browser;
let hubs;
let ann; // two browsers of one person
let desk;
let name;
let count = 0;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "skein-sync-"));
  library = await startExamples();
  const start = (home) =>
    commands(folder, home).startHub(
      "--hub-dev",
      "--hub-rate",
      "1000",
      "--hub-origin",
      library.origin,
    );
  [browser, ...hubs] = await Promise.all([startBrowser(), start("first"), start("second")]);
  library.hub = hubs[0].origin;
});

after(async () => {
  await browser?.close();
  library?.close();
  await Promise.all(hubs?.map((hub) => hub.kill()) ?? []);
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  name = `ann${++count}@example.com`;
  [ann, desk] = [await openList(browser, library, name), await openList(browser, library, name)];
});

afterEach(async () => {
  const wrong = [...ann.wrong, ...desk.wrong];
  await Promise.all([ann, desk].map((page) => page.context().close()));
  assert.deepEqual(wrong, []);
});

/** Waits until a page has nothing pending. */
const saved = (page) => until("all is saved", async () => (await pendingCount(page)) === 0);

/** Waits until a page shows just these titles, syncing as often as it takes. */
const shows = (page, ...due) =>
  until(`the page shows ${due}`, async () => {
    await sync(page);
    return String(await titles(page)) === String(due);
  });

test("what one browser adds, changes and deletes the other shows", async () => {
  await add(ann, "Dune");
  await add(ann, "Emma");
  await saved(ann);
  await shows(desk, "Dune", "Emma");
  await rename(desk, "Dune", "Dune, again");
  await saved(desk);
  await shows(ann, "Dune, again", "Emma");
  await ann.getByRole("button", { name: "Delete Emma" }).click();
  await saved(ann);
  await shows(desk, "Dune, again");
});

test("what one browser writes the other shows by itself, at once", async () => {
  await add(ann, "Dune");
  await until("it is there", async () => String(await titles(desk)) === "Dune");
  await rename(desk, "Dune", "Dune, again");
  await until("it came back", async () => String(await titles(ann)) === "Dune, again");
});

test("the script from the hub knows where it came from", async () => {
  assert.equal(await ann.evaluate(() => Sync.baseUrl), `${hubs[0].origin}/sync`);
  assert.deepEqual(await ann.evaluate(() => sync.hubAddresses()), [`${hubs[0].origin}/sync`]);
});

/** As authors wrote it for the ancestor: its script by its name, and navigator.id. */
const OLD_PAGE = (hub) => `<!doctype html><title>old</title>
<script src="${hub}/sync/include.js"></script>
<script src="${hub}/sync/syncclient.js"></script>
<button>sign in</button><output></output>
<script>
  const out = document.querySelector("output");
  let pending = [{ type: "note", id: "1", data: { text: "old" } }];
  const appData = {
    getPendingObjects: (answer) => answer(null, pending),
    objectsSaved: (objects, done) => {
      pending = [];
      out.textContent += " saved " + objects.map((one) => one.id);
      done();
    },
    objectsReceived: (objects, done) => done(),
    resetSaved: (done) => done(),
  };
  const sync = new Sync(appData, { appName: "old" });
  sync.watch({ onlogin: (email) => { out.textContent = email; } });
  document.querySelector("button").onclick = () => sync.toggleLogin();
</script>`;

test("a page of the ancestor signs in by navigator.id, and syncs", async () => {
  const page = await ann.context().newPage();
  library.more["/old.html"] = OLD_PAGE(hubs[0].origin);
  await page.goto(`${library.origin}/old.html`);
  const [popup] = await Promise.all([
    page.waitForEvent("popup"),
    page.getByRole("button", { name: "sign in" }).click(),
  ]);
  await popup.getByLabel("Address of mail").fill(name);
  await popup.getByRole("button", { name: "Sign in without proof" }).click();
  await page.getByText(`${name} saved 1`).waitFor();
});

test("when both change the same offline, both versions are there in the end", async () => {
  await add(ann, "Dune");
  await saved(ann);
  await shows(desk, "Dune");
  await Promise.all([ann, desk].map((page) => page.context().setOffline(true)));
  await rename(ann, "Dune", "Dune I");
  await rename(desk, "Dune", "Dune II");
  await ann.context().setOffline(false); // the page hears of it, and syncs
  await saved(ann);
  await desk.context().setOffline(false);
  await saved(desk);
  await shows(desk, "Dune I", "Dune II (my version)");
  await shows(ann, "Dune I", "Dune II (my version)");
});

test("a picture is there in the other browser", async () => {
  await add(ann, "Dune");
  await ann.getByLabel("Cover of Dune").setInputFiles(PICTURE);
  await ann.locator(".cover img").waitFor();
  await saved(ann);
  await shows(desk, "Dune");
  const picture = desk.locator(".cover img");
  await until("the picture is there", () => picture.evaluate((image) => image.naturalWidth === 1));
  const address = await picture.getAttribute("src");
  assert.ok(address.startsWith(hubs[0].origin), address);
});

test("a store that is deleted is filled again with what the browsers have", async () => {
  await add(ann, "Dune");
  await saved(ann);
  await shows(desk, "Dune");
  await ann.evaluate(() => {
    return new Promise((resolve) => sync.service.deleteCollection("a test", resolve));
  });
  await shows(desk, "Dune"); // it is told to start over
  const fresh = await openList(browser, library, name);
  await shows(fresh, "Dune");
  await fresh.context().close();
  await shows(ann, "Dune");
});

test("a page that is seen again syncs by itself", async () => {
  await sync(desk);
  await add(ann, "Dune");
  await saved(ann);
  await desk.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await until("it shows what came", async () => String(await titles(desk)) === "Dune");
});

test("a hub that says 503 is left alone, and then gets everything", async () => {
  let refused = 0;
  let back = false;
  await ann.evaluate(() => Object.assign(sync.scheduler.settings, { leastWish: 500 }));
  await ann.context().route(`${hubs[0].origin}/**`, (route) => {
    refused += back ? 0 : 1;
    const headers = {
      "Retry-After": "1",
      "Access-Control-Allow-Origin": library.origin,
      "Access-Control-Expose-Headers": "Retry-After",
    };
    return back ? route.continue() : route.fulfill({ status: 503, headers, body: "busy" });
  });
  await add(ann, "Dune");
  const said = ann.locator("#state");
  await until("it is told", async () => (await said.textContent()).includes("503"));
  const asked = refused;
  assert.match(await sync(ann), /no hub may be asked now/);
  assert.equal(refused, asked);
  back = true;
  await saved(ann);
  await shows(desk, "Dune");
});

test("a page that is loaded anew in the middle of sending loses and doubles nothing", async () => {
  let reload;
  const sent = new Promise((resolve) => {
    reload = resolve;
  });
  let first = true;
  await ann.context().route(`${hubs[0].origin}/**`, async (route) => {
    if (route.request().method() !== "POST" || !first) {
      await route.continue();
      return;
    }
    first = false;
    const answer = await route.fetch();
    assert.match(await answer.text(), /object_counters/);
    reload(); // the hub has it, and the page will never know
  });
  await add(ann, "Dune");
  await sent;
  assert.equal(await pendingCount(ann), 1);
  await ann.reload();
  await saved(ann);
  await shows(ann, "Dune");
  await shows(desk, "Dune");
});

test("a second hub gets everything, the first can go, and nothing is lost", async () => {
  await add(ann, "Dune");
  await add(ann, "Emma");
  await ann.getByLabel("Cover of Dune").setInputFiles(PICTURE);
  await saved(ann);
  const [first, second] = hubs.map((hub) => `${hub.origin}/sync`);
  await ann.getByText("Hubs").click();
  await ann.getByLabel("Address of a hub").fill(second);
  await ann.getByRole("button", { name: "Copy everything" }).click();
  await ann.getByText("All hubs have everything").waitFor();
  await ann.getByRole("button", { name: `Leave ${first}` }).click();
  await until("the first hub is gone", async () => {
    return String(await ann.evaluate(() => sync.hubAddresses())) === second;
  });
  const picture = ann.locator(".cover img");
  await until("the picture is at the second", async () => {
    return (await picture.getAttribute("src")).startsWith(second);
  });
  await add(ann, "Ficciones");
  await saved(ann);

  // A browser that knows the second hub alone.
  library.hub = hubs[1].origin;
  const fresh = await openList(browser, library, name);
  library.hub = hubs[0].origin;
  await shows(fresh, "Dune", "Emma", "Ficciones");
  const shown = fresh.locator(".cover img");
  await until("the picture is there", () => shown.evaluate((image) => image.naturalWidth === 1));
  await fresh.context().close();
});

test("who signs out is asked for a name again, and the list stays", async () => {
  await add(ann, "Dune");
  await saved(ann);
  await ann.getByRole("button", { name: "Sign out" }).click();
  await ann.getByRole("button", { name: "Sign in" }).waitFor();
  assert.match(await sync(ann), /nobody is signed in/);
  await ann.reload();
  assert.deepEqual(await titles(ann), ["Dune"]);
});
