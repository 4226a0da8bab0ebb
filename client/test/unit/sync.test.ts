// The adapter for apps that keep their own storage, against hubs over real HTTP.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { called } from "../../src/sync/app.ts";
import { Sync, type SyncOptions } from "../../src/sync/sync.ts";
import { TinyApp, TinyHub, TinyStorage } from "./hubs.ts";

Object.assign(globalThis, { location: new URL("http://app.example/") });

let hub: TinyHub;
let other: TinyHub;
let syncs: Sync[];
let now: number;

beforeEach(async () => {
  [hub, other] = await Promise.all([new TinyHub().start(), new TinyHub().start()]);
  syncs = [];
  now = 1_700_000_000_000;
});

afterEach(() => {
  syncs.forEach((sync) => sync.deactivate());
  hub.stop();
  other.stop();
});

/** A page of a person, signed in; its rounds are run by the test. */
async function page(app: TinyApp, options: SyncOptions = {}, email = "ann@b.c"): Promise<Sync> {
  const storage = options.storage ?? new TinyStorage();
  const surroundings = { now: () => now, random: () => 0, after: () => () => {} };
  const sync = new Sync(app, { serverUrl: hub.address, ...options, storage }, surroundings);
  syncs.push(sync);
  await called((done) => sync.signIn(email, done));
  sync.deactivate();
  return sync;
}

const round = (sync: Sync) => called((done) => sync.service.syncNow(done));
const add = (sync: Sync) =>
  called((done) => sync.addHub({ serverUrl: other.address }, done)).then(() => sync.deactivate());
const leave = (sync: Sync) => called((done) => sync.removeHub(hub.address, done));

test("what one page writes another receives, and deletions", async () => {
  const [ann, bea] = [new TinyApp(), new TinyApp()];
  const [left, right] = [await page(ann), await page(bea)];
  ann.write("a", "one");
  await round(left);
  await round(right);
  assert.deepEqual(bea.texts, { a: "one" });
  assert.equal(ann.pending.size, 0);
  bea.remove("a");
  await round(right);
  await round(left);
  assert.deepEqual(ann.texts, { a: "deleted" });
  assert.deepEqual(ann.received.length, 1, "what it sent itself it does not receive");
  assert.equal(left.lastSyncTime(), now);
});

test("the store is the person's under the host of the page", async () => {
  const sync = await page(new TinyApp(), { appName: "my notes" });
  await round(sync);
  assert.equal(hub.asked.at(-1), "GET /sync/app.example/ann%40b.c/my%20notes");
});

test("who is overtaken receives first, and sends again", async () => {
  const app = new TinyApp();
  const sync = await page(app);
  app.write("a", "mine");
  hub.before = () => {
    hub.before = undefined;
    hub.write({ type: "note", id: "b", data: "theirs" });
  };
  await round(sync);
  assert.deepEqual(hub.texts, { b: "theirs", a: "mine" });
  assert.deepEqual(app.texts, { a: "mine", b: "theirs" });
  const said = app.messages.map(({ status }) => status);
  assert.ok(said.includes("sync_put_precondition_failed"));
});

test("who is overtaken all the time gives up for now", async () => {
  const app = new TinyApp();
  const sync = await page(app);
  app.write("a", "mine");
  let count = 0;
  hub.before = () => hub.write({ type: "note", id: "b", data: `${++count}` });
  await assert.rejects(round(sync), /all the time/);
  assert.equal(count, 10);
  assert.ok(app.pending.has("a"));
});

test("an answer that got lost is not sent again", async () => {
  const app = new TinyApp();
  const sync = await page(app);
  app.write("a", "one");
  hub.losesAnswer = true;
  await assert.rejects(round(sync), /cannot be reached/);
  assert.ok(app.pending.has("a"));
  sync.resetSchedule();
  await round(sync);
  assert.equal(app.pending.size, 0);
  assert.equal(hub.objects[0]?.[0], 1, "it has its first counter");
});

test("pages of an answer are followed to the end", async () => {
  for (let i = 0; i < 25; i++) {
    hub.write({ type: "note", id: `${i}`, data: "x" });
  }
  hub.limit = 10;
  const app = new TinyApp();
  await round(await page(app));
  assert.equal(app.objects.size, 25);
});

test("another collection starts over: what was saved is sent again", async () => {
  const app = new TinyApp();
  const sync = await page(app);
  app.write("a", "one");
  await round(sync);
  hub.reset("two");
  hub.write({ type: "note", id: "b", data: "two" });
  await round(sync);
  assert.equal(app.resets, 1);
  assert.deepEqual(hub.texts, { b: "two", a: "one" });
  assert.deepEqual(app.texts, { a: "one", b: "two" });
});

test("a deleted collection begins anew with what the app has", async () => {
  const app = new TinyApp();
  const sync = await page(app);
  app.write("a", "one");
  await round(sync);
  await called((done) => sync.service.deleteCollection("a test", done));
  assert.deepEqual(hub.texts, {});
  await round(sync);
  assert.deepEqual(hub.texts, { a: "one" });
});

test("what an app failed to take comes again", async () => {
  const app = new TinyApp();
  const sync = await page(app);
  hub.write({ type: "note", id: "a", data: "one" });
  app.failure = new Error("the disk is full");
  await assert.rejects(round(sync), /the disk is full/);
  assert.equal(app.messages.at(-1)?.error, "app");
  app.failure = undefined;
  await round(sync);
  assert.equal(app.received.length, 2);
});

test("nothing is sent while one object is wrong, and the app is told which", async () => {
  const app = new TinyApp();
  const sync = await page(app);
  app.write("a", "one");
  app.write("b", "two", { deleted: true });
  await round(sync);
  assert.deepEqual(hub.texts, {});
  assert.match(app.errors[0]?.error ?? "", /deleted must be true/);
});

test("a blob goes with its object, and has an address then", async () => {
  const [ann, bea] = [new TinyApp(), new TinyApp()];
  const [left, right] = [await page(ann), await page(bea)];
  ann.write("a", "one", { blob: { content_type: "image/png", data: "aGVsbG8" } });
  await round(left);
  await round(right);
  const href = bea.objects.get("a")?.blob?.href ?? "";
  assert.equal(ann.objects.get("a")?.blob?.href, href);
  const got = await fetch(right.authenticateUrl(href));
  assert.equal(await got.text(), "hello");
  assert.match(right.authenticateUrl(href), /\?auth=token$/);
});

test("a second hub gets everything, and the first can go", async () => {
  const app = new TinyApp();
  const sync = await page(app);
  app.write("a", "one");
  app.write("b", "two", { blob: { content_type: "image/png", data: "aGVsbG8" } });
  app.write("c", "gone");
  await round(sync);
  app.remove("c");
  other.write({ type: "note", id: "d", data: "was there" });
  await add(sync);
  const all = { a: "one", b: "two", c: "deleted", d: "was there" };
  assert.deepEqual([hub.texts, other.texts, app.texts], [all, all, all]);
  await leave(sync);
  assert.deepEqual(sync.hubAddresses(), [other.address]);
  const { blob } = app.objects.get("b")!;
  assert.ok(blob?.href?.startsWith(other.address), "the blob is at the hub that stays");
  app.write("e", "later");
  hub.stop();
  await round(sync);
  assert.equal(other.texts.e, "later");
});

test("what is equal at both hubs is not sent again, round after round", async () => {
  const app = new TinyApp();
  const sync = await page(app);
  app.write("a", "one");
  await add(sync);
  const counters = () => [hub, other].map(({ objects }) => objects.map(([counter]) => counter));
  const before = counters();
  await round(sync);
  await round(sync);
  assert.deepEqual(counters(), before);
  assert.equal(app.received.length, 0);
});

test("several pages at two hubs come to rest", async () => {
  const apps = [new TinyApp(), new TinyApp(), new TinyApp()];
  const pages = await Promise.all(apps.map((app) => page(app)));
  for (const sync of pages) {
    await add(sync);
  }
  apps.forEach((app, i) => app.write(`${i}`, `by ${i}`));
  await Promise.all(pages.map(round));
  for (const sync of [...pages, ...pages]) {
    await round(sync);
  }
  const before = hub.asked.filter((line) => line.startsWith("POST")).length;
  for (const sync of pages) {
    await round(sync);
  }
  assert.equal(hub.asked.filter((line) => line.startsWith("POST")).length, before);
  for (const app of apps) {
    assert.deepEqual(app.texts, { 0: "by 0", 1: "by 1", 2: "by 2" });
  }
  assert.deepEqual(hub.texts, apps[0]?.texts);
  assert.deepEqual(other.texts, hub.texts);
});

test("while one hub is away the other works, and what it missed follows", async () => {
  const app = new TinyApp();
  const sync = await page(app);
  await add(sync);
  other.instead = { status: 500, json: {} };
  app.write("a", "one");
  hub.write({ type: "note", id: "b", data: "two" });
  await assert.rejects(round(sync), /answered 500/);
  assert.equal(app.pending.size, 0, "one hub has it");
  await assert.rejects(leave(sync), /no other hub has all/);
  other.instead = undefined;
  sync.resetSchedule();
  await round(sync);
  assert.deepEqual(other.texts, { a: "one", b: "two" });
  await leave(sync);
});

test("the first hub leads: without it nothing counts as saved, unless it is given up", async () => {
  const app = new TinyApp();
  const sync = await page(app);
  app.write("a", "one");
  await add(sync);
  hub.stop();
  app.write("b", "two");
  await assert.rejects(round(sync), /cannot be reached/);
  assert.ok(app.pending.has("b"));
  await assert.rejects(leave(sync), /no other hub has all/);
  await called((done) => sync.abandonHub(hub.address, done));
  assert.deepEqual(other.texts, { a: "one", b: "two" });
  assert.equal(app.pending.size, 0);
});

test("no other hub leads while nobody is signed in at the first", async () => {
  const app = new TinyApp();
  const sync = await page(app);
  await add(sync);
  hub.instead = { status: 401, json: {} };
  app.write("a", "one");
  await assert.rejects(round(sync), /answered 401/);
  await assert.rejects(round(sync), /nobody is signed in at the first hub/);
  assert.deepEqual(other.texts, {});
  hub.instead = undefined;
  await called((done) => sync.signIn("ann@b.c", done));
  sync.deactivate();
  await round(sync);
  assert.deepEqual([hub.texts, other.texts], [{ a: "one" }, { a: "one" }]);
});

test("a change that is newer goes before what a hub lacked so far", async () => {
  const app = new TinyApp();
  const sync = await page(app);
  await add(sync);
  hub.instead = { status: 500, json: {} };
  other.write({ type: "note", id: "a", data: "old" });
  await assert.rejects(round(sync));
  hub.instead = undefined;
  hub.write({ type: "note", id: "a", data: "new" });
  sync.resetSchedule();
  await round(sync);
  assert.deepEqual([hub.texts, other.texts, app.texts], Array(3).fill({ a: "new" }));
});

test("a page that is opened again goes on where it was", async () => {
  const storage = new TinyStorage();
  const app = new TinyApp();
  await add(await page(app, { storage }));
  hub.write({ type: "note", id: "a", data: "one" });
  other.instead = { status: 503, json: {} };
  await assert.rejects(round(syncs[0]!));
  other.instead = undefined;
  const again = new Sync(app, { serverUrl: hub.address, storage });
  syncs.push(again);
  again.deactivate();
  assert.deepEqual(again.hubAddresses(), [hub.address, other.address]);
  await round(again);
  assert.deepEqual(other.texts, { a: "one" });
  assert.equal(app.received.length, 1);
});

test("503 with Retry-After is obeyed, and so is X-Sync-Poll-Time", async () => {
  const app = new TinyApp();
  const sync = await page(app);
  hub.instead = { status: 503, headers: { "Retry-After": "700" }, json: { detail: "moving" } };
  await assert.rejects(round(sync), /answered 503/);
  const before = hub.asked.length;
  now += 699_000;
  await assert.rejects(round(sync), /no hub may be asked now/);
  assert.equal(hub.asked.length, before);
  now += 2_000;
  hub.instead = undefined;
  await round(sync);
  assert.equal(hub.asked.length, before + 1);
});

test("who is not let in any more is signed out, and told so", async () => {
  const app = new TinyApp();
  const sync = await page(app);
  const told: string[] = [];
  sync.watch({ onlogin: (email) => told.push(email), onlogout: () => told.push("out") });
  hub.instead = { status: 401, json: {} };
  await assert.rejects(round(sync));
  assert.deepEqual(told, ["ann@b.c", "out"]);
  assert.equal(app.messages.at(-1)?.error, "sign_in");
  await assert.rejects(round(sync), /nobody is signed in/);
});

test("who signs out is told so once, and nothing is asked of the hub any more", async () => {
  const sync = await page(new TinyApp());
  const told: string[] = [];
  sync.watch({ onlogin: (email) => told.push(email), onlogout: () => told.push("out") });
  sync.logout();
  sync.logout();
  assert.deepEqual(told, ["ann@b.c", "out"]);
  await assert.rejects(round(sync), /nobody is signed in/);
});

test("whom the hub does not believe is not signed in", async () => {
  await assert.rejects(page(new TinyApp(), {}, "liar"), /not true/);
});

test("when somebody else signs in, all starts over", async () => {
  const app = new TinyApp();
  const storage = new TinyStorage();
  app.write("a", "one");
  await round(await page(app, { storage }));
  hub.reset("of another person");
  await round(await page(app, { storage }, "bea@b.c"));
  assert.equal(app.resets, 1);
  assert.deepEqual(hub.texts, { a: "one" });
});

test("reset receives and sends everything again", async () => {
  const app = new TinyApp();
  const sync = await page(app);
  app.write("a", "one");
  hub.write({ type: "note", id: "b", data: "two" });
  await round(sync);
  await called((done) => sync.reset(done));
  assert.equal(app.resets, 1);
  assert.equal(app.received.filter(({ id }) => id === "b").length, 2);
  assert.deepEqual(hub.texts, { a: "one", b: "two" });
});

test("options that are not known are refused, and a page must say its hub", () => {
  const storage = new TinyStorage();
  const wrong = { serverURL: hub.address, storage } as SyncOptions;
  assert.throws(() => new Sync(new TinyApp(), wrong), /'serverURL' is no option/);
  assert.throws(() => new Sync(new TinyApp(), { storage }), /which hub/);
});
