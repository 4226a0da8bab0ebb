// The client in Chromium against a node: sync both ways, conflicts, several tabs, reload.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { commands, startBrowser, until } from "../../../web/test/browser/stage.mjs";
import { FLAGS, openIn, profileAt } from "./stage.mjs";

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
  [browser, node] = await Promise.all([startBrowser(FLAGS), desk.startNode()]);
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
