// The notes of the examples in Chromium, against a hub: a person's two browsers, and the command
// line beside them.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { CLIENT, startProvider } from "../../../web/test/browser/provider.mjs";
import { device, logIn, MAIL } from "../../../web/test/browser/signin.mjs";
import { commands, startBrowser } from "../../../web/test/browser/stage.mjs";
import { startExamples } from "./examples.mjs";
import {
  choose,
  closeAll,
  edit,
  has,
  lists,
  openNotes,
  signIn,
  signInWindow,
  state,
  write,
} from "./notes.mjs";

const MANY = 10_000;

let folder;
let examples;
let provider;
let browser;
let desk;
let hub;
let pages;
let name;
let count = 0;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "skein-notes-"));
  [examples, provider] = await Promise.all([startExamples(), startProvider()]);
  desk = commands(folder, "hub");
  const ways = ["--hub-dev", "--hub-passkeys", "--hub-oidc", `${provider.issuer}=${CLIENT}`];
  const limits = ["--hub-rate", "1000"];
  [browser, hub] = await Promise.all([
    startBrowser(),
    desk.startHub(...ways, ...limits, "--hub-origin", examples.origin),
  ]);
  // By a name: passkeys know no numbers.
  examples.hub = `http://localhost:${hub.port}`;
  provider.serve(`${examples.hub}/sync/sign-in-back`, "first");
});

after(async () => {
  await browser?.close();
  await hub?.kill();
  examples?.close();
  provider?.close();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(() => {
  pages = [];
  name = `ann${++count}@example.com`;
});

afterEach(() => closeAll(pages));

/** The page in a browser of its own. */
async function fresh(options) {
  const page = await openNotes(browser, examples, options);
  pages.push(page);
  return page;
}

/** A browser of the person of this test. */
async function signedIn(options) {
  const page = await fresh(options);
  await signIn(page, name);
  return page;
}

/** The command line on the store of this person. */
const skein = (...words) => desk.run("-s", `localhost/${name}/notes`, ...words);

const offline = (isOff, ...all) =>
  Promise.all(all.map((page) => page.context().setOffline(isOff)));

test("what one browser writes, changes and deletes the other shows, and undo brings back", async () => {
  const [ann, phone] = [await signedIn(), await signedIn()];
  await write(ann, "Milk", "two bottles");
  await state(ann, "synced");
  await lists(phone, "Milk");
  await choose(phone, "Milk");
  await has(phone, "Text", "two bottles");
  await edit(phone, "Text", "three bottles");
  await choose(ann, "Milk");
  await has(ann, "Text", "three bottles");
  await write(ann, "Bread");
  await lists(phone, "Bread", "Milk");
  await phone.getByLabel("Pinned").check();
  await lists(ann, "Milk", "Bread");
  await ann.getByLabel("Search").fill("THREE");
  await lists(ann, "Milk");
  await ann.getByLabel("Search").fill("");
  await phone.getByRole("button", { name: "Delete" }).click();
  await lists(ann, "Bread");
  await phone.getByRole("button", { name: "Undo" }).click();
  await lists(ann, "Milk", "Bread");
});
