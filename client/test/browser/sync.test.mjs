// The client in Chromium against a node: sync both ways, conflicts, several tabs, reload.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { commands, startBrowser, until } from "../../../web/test/browser/stage.mjs";
import { openIn, profileAt, STRANGERS } from "./stage.mjs";

let folder;
let desk;
let node;
let browser;
let space; // the name of the one of this test
let count = 0;
let profiles;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "skein-client-"));
  desk = commands(folder, "ada");
  [browser, node] = await Promise.all([startBrowser([], STRANGERS), desk.startNode()]);
});

after(async () => {
  await browser?.close();
  await node?.kill();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  profiles = [];
  space = `notes${++count}`;
  await desk.run("-s", space, "init");
});

afterEach(() => Promise.all(profiles.map((profile) => profile.context.close())));

async function newProfile() {
  const profile = await profileAt(browser, node);
  profiles.push(profile);
  return profile;
}

/** A tab in which the space is open. */
async function opened(profile, more = {}) {
  const tab = await profile.tab();
  const peer = { address: `${node.origin}/s/${space}`, token: node.token };
  await openIn(tab, { name: space, peer, author: "bea", ...more });
  return tab;
}

const synced = (tab) =>
  until("the page is in step", () => tab.evaluate(() => space.state?.state === "synced"));

const texts = (tab) =>
  tab.evaluate(() => space.query({ type: "note" }).map((item) => item.values.text));

const shows = (tab, ...due) =>
  until(`the page shows ${due}`, async () => String(await texts(tab)) === String(due));

/** The one-time secret in the link of an invitation. */
const secretIn = (link) => new URL(link).hash.match(/[\w-]{20,}$/)[0];

const skein = (...words) => desk.run("-s", space, ...words);

test("what a page writes is on the node, and what the node writes is on the page", async () => {
  const tab = await opened(await newProfile());
  await tab.evaluate(() => space.create("note", { text: "from the page" }, { id: "1" }));
  await synced(tab);
  assert.match(await skein("show", "note/1"), /from the page/);
  await skein("create", "note", "--id", "2", "text=from the node");
  await shows(tab, "from the page", "from the node");
  await tab.evaluate(() => space.update({ type: "note", id: "2" }, { text: "edited" }));
  await synced(tab);
  assert.match(await skein("show", "note/2"), /edited/);
});

test("the app of the documentation works", async () => {
  await desk.run("-s", "notes", "init");
  const app = await (await newProfile()).app();
  await app.getByLabel("Note").fill("milk");
  await app.getByRole("button", { name: "Add" }).click();
  await app.getByText("milk").waitFor();
  await until("it is in step", async () => (await app.textContent("#state")) === "synced");
  assert.match(await desk.run("-s", "notes", "search", "note", "text=milk"), /milk/);
  await app.getByRole("button", { name: "Done" }).click();
  await until("it is gone", async () => (await app.getByText("milk").count()) === 0);
});

test("two profiles that edit offline are in conflict, which one of them settles", async () => {
  const [one, other] = await Promise.all([newProfile(), newProfile()]);
  const ours = await opened(one);
  await ours.evaluate(() => space.create("note", { text: "first", size: 1 }, { id: "1" }));
  await synced(ours);
  const theirs = await opened(other);
  await shows(theirs, "first");
  await Promise.all([one, other].map((profile) => profile.context.setOffline(true)));
  const edit = ([text, property]) =>
    space.update(space.get({ type: "note", id: "1" }), { text, [property]: 2 });
  await ours.evaluate(edit, ["ours", "size"]);
  await theirs.evaluate(edit, ["theirs", "weight"]);
  await shows(ours, "ours");
  await Promise.all([one, other].map((profile) => profile.context.setOffline(false)));
  const open = (tab) =>
    tab.evaluate(() =>
      space
        .conflicts()
        .map((one) => one.property)
        .join(),
    );
  await until(
    "both see it",
    async () => (await open(ours)) === "text" && (await open(theirs)) === "text",
  );
  assert.deepEqual(JSON.parse(await skein("show", "note/1", "--json")).open, ["text"]);
  await theirs.evaluate(() => space.resolve(space.conflicts()[0], "both"));
  await shows(ours, "both");
  assert.equal(await open(ours), "");
  const values = await ours.evaluate(() => space.get({ type: "note", id: "1" }).values);
  assert.deepEqual(values, { text: "both", size: 2, weight: 2 });
});

test("what was written offline is there after a reload, and pending until it is sent", async () => {
  const profile = await newProfile();
  const tab = await opened(profile);
  await synced(tab);
  await tab.evaluate(() => space.close());
  await opened(profile, { peer: { address: "http://127.0.0.1:1/s/none" } });
  const away = profile.context.pages().at(-1);
  await away.evaluate(() => space.create("note", { text: "offline" }, { id: "1" }));
  await until("it is offline", () => away.evaluate(() => space.state?.state === "offline"));
  await away.close();
  const back = await opened(profile);
  assert.deepEqual(await texts(back), ["offline"]);
  await synced(back);
  assert.match(await skein("show", "note/1"), /offline/);
});

test("a space that is closed while it connects lets go of its peer", async () => {
  const profile = await newProfile();
  const tab = await profile.tab();
  const peer = { address: `${node.origin}/s/${space}`, token: node.token };
  // Closed at once, and a little later each time.
  for (let turns = 0; turns < 30; turns++) {
    await openIn(tab, { name: space, peer });
    await tab.evaluate(async (more) => {
      for (let i = 0; i < more; i++) {
        await new Promise((resume) => setTimeout(resume));
      }
      await space.close();
    }, turns);
  }
});

test("tabs share one replica: each sees what another writes, one synchronises", async () => {
  const profile = await newProfile();
  const tabs = [await opened(profile), await opened(profile), await opened(profile)];
  await Promise.all(
    tabs.map((tab, at) =>
      tab.evaluate(async (name) => {
        for (let i = 0; i < 20; i++) {
          await space.create("note", { text: `${name} ${i}` });
        }
      }, at),
    ),
  );
  for (const tab of tabs) {
    await until("all are there", async () => (await texts(tab)).length === 60);
    await synced(tab);
  }
  await tabs[0].close();
  await tabs[1].evaluate(() => space.create("note", { text: "after" }, { id: "after" }));
  await until("another tab takes over", async () => {
    const found = await skein("search", "note", "text=after");
    return found.includes("after");
  });
  const { sequences } = JSON.parse(await skein("info", "--json"));
  assert.match(Object.values(sequences).join(), /^61:\w+$/, "the tabs are one replica");
});

test("a picture that one profile attaches is seen in another", async () => {
  const [ours, theirs] = [await opened(await newProfile()), await opened(await newProfile())];
  await ours.evaluate(async () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, at) => at % 251);
    const picture = await space.attach(new Blob([bytes], { type: "image/png" }));
    await space.create("note", { text: "with a picture", picture }, { id: "1" });
  });
  await shows(theirs, "with a picture");
  const read = async () => {
    const blob = await space.blob(space.get({ type: "note", id: "1" }).values.picture);
    return blob && [blob.type, blob.size, new Uint8Array(await blob.arrayBuffer())[99_999]];
  };
  const due = JSON.stringify(["image/png", 100_000, 99_999 % 251]);
  await until("it has come", async () => JSON.stringify(await theirs.evaluate(read)) === due);
});

test("where only granted replicas write, a page needs the grant of an invitation", async () => {
  const closed = `${space}-closed`;
  await desk.run("-s", closed, "init", "--granted");
  const { link } = JSON.parse(await desk.run("-s", closed, "share", "--json"));
  const secret = secretIn(link);
  const tab = await (await newProfile()).tab();
  const address = `${node.origin}/s/${closed}`;
  await openIn(tab, { name: closed, peer: { address, token: node.token } });
  const refused = () => space.create("note", { text: "no" }).catch((error) => error.reasons[0]);
  assert.match(await tab.evaluate(refused), /no grant/);
  await tab.evaluate(
    async (given) => {
      const body = JSON.stringify({ secret: given.secret, key: space.key, name: "page" });
      const headers = { "Content-Type": "application/json" };
      const answer = await fetch(`${given.address}/join`, { method: "POST", headers, body });
      await space.adopt((await answer.json()).grant);
      await space.create("note", { text: "granted" }, { id: "1" });
    },
    { address, secret },
  );
  await synced(tab);
  assert.match(await desk.run("-s", closed, "show", "note/1"), /granted/);
});

test("a page that may only read stays in step, and is told if it writes", async () => {
  await skein("create", "note", "--id", "1", "text=first");
  const { link } = JSON.parse(await skein("share", "--read-only", "--json"));
  const address = `${node.origin}/s/${space}`;
  const tab = await (await newProfile()).tab();
  const token = await tab.evaluate(
    async (given) => {
      const headers = { "Content-Type": "application/json" };
      const body = JSON.stringify({ secret: given.secret, key: "A".repeat(43), name: "reader" });
      const answer = await fetch(`${given.address}/join`, { method: "POST", headers, body });
      return (await answer.json()).token;
    },
    { address, secret: secretIn(link) },
  );
  await openIn(tab, { name: space, peer: { address, token } });
  await shows(tab, "first");
  await synced(tab);
  await skein("update", "note/1", "text=second");
  await shows(tab, "second");
  await tab.evaluate(() => space.create("note", { text: "mine" }));
  await until("it is told", () => tab.evaluate(() => space.state.state !== "synced"));
});

test("a token that is not known needs a sign-in, and another goes on", async () => {
  const tab = await opened(await newProfile());
  await synced(tab);
  await tab.evaluate(() => space.close());
  const peer = { address: `${node.origin}/s/${space}`, token: "wrong" };
  await openIn(tab, { name: space, peer });
  await until("it is told", () => tab.evaluate(() => space.state?.state === "needs sign-in"));
  await tab.evaluate((token) => space.retry(token), node.token);
  await synced(tab);
});

test("a peer that has forgotten is pulled without history", async () => {
  await skein("create", "note", "--id", "1", "text=old");
  await skein("update", "note/1", "text=newer");
  await skein("update", "note/1", "text=newest");
  await skein("retention", "latest");
  const tab = await opened(await newProfile());
  await shows(tab, "newest");
  await tab.evaluate(() => space.update(space.get({ type: "note", id: "1" }), { text: "edited" }));
  await synced(tab);
  assert.match(await skein("show", "note/1"), /edited/);
});

test("ten thousand records are opened and synchronised", async () => {
  const profile = await newProfile();
  const tab = await opened(profile);
  await tab.evaluate(async () => {
    for (let from = 0; from < 10000; from += 1000) {
      const ids = Array.from({ length: 1000 }, (_, at) => String(from + at));
      await Promise.all(ids.map((id) => space.create("note", { text: `note ${id}` }, { id })));
    }
  });
  await synced(tab);
  await tab.close();
  const again = await profile.tab();
  const started = Date.now();
  await openIn(again, {
    name: space,
    peer: { address: `${node.origin}/s/${space}`, token: node.token },
  });
  const count = await again.evaluate(() => space.query({ type: "note" }).length);
  console.log(`# 10,000 records opened in ${Date.now() - started} ms`);
  assert.equal(count, 10000);
  const fresh = Date.now();
  const other = await opened(await newProfile());
  await other.evaluate(() => {
    const isThere = (notes, told) => notes.length === 10000 && told();
    return new Promise((told) => space.watch({ type: "note" }, (notes) => isThere(notes, told)));
  });
  console.log(`# 10,000 records synchronised in ${Date.now() - fresh} ms`);
});
