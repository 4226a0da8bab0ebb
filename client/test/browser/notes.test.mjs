// The notes of the examples in Chromium, against a hub: a person's two browsers, and the command
// line beside them.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { CLIENT, startProvider } from "../../../web/test/browser/provider.mjs";
import { device, logIn } from "../../../web/test/browser/signin.mjs";
import { BARE_OF_NOTHING, bareness, faintTexts } from "../../../web/test/browser/looks.mjs";
import { commands, startBrowser } from "../../../web/test/browser/stage.mjs";
import { PICTURE, startExamples } from "./examples.mjs";
import {
  choose,
  closeAll,
  edit,
  has,
  listed,
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
let tight; // the same, with a hub that holds little
let tightHub;
let provider;
let browser;
let desk;
let hub;
let pages;
let name;
let count = 0;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "skein-notes-"));
  const starts = [startExamples(), startExamples(), startProvider()];
  [examples, tight, provider] = await Promise.all(starts);
  desk = commands(folder, "hub");
  const ways = ["--hub-dev", "--hub-passkeys", "--hub-oidc", `${provider.issuer}=${CLIENT}`];
  const little = ["--hub-dev", "--hub-objects", "3", "--hub-blob", "1KB"];
  const often = ["--hub-rate", "1000", "--hub-origin"];
  [browser, hub, tightHub] = await Promise.all([
    startBrowser(),
    desk.startHub(...ways, ...often, examples.origin),
    commands(folder, "tight").startHub(...little, ...often, tight.origin),
  ]);
  // By a name: passkeys know no numbers.
  examples.hub = `http://localhost:${hub.port}`;
  tight.hub = `http://localhost:${tightHub.port}`;
  provider.serve(`${examples.hub}/sync/sign-in-back`, "first");
});

after(async () => {
  await browser?.close();
  await Promise.all([hub, tightHub].map((one) => one?.kill()));
  examples?.close();
  tight?.close();
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
  return enter(await fresh(options));
}

async function enter(page) {
  await signIn(page, name);
  return page;
}

/** The same at the hub that holds little. */
async function signedInTight() {
  const page = await openNotes(browser, tight);
  pages.push(page);
  return enter(page);
}

/** The command line on the store of this person. */
const skein = (...words) => desk.run("-s", `localhost/${name}/notes`, ...words);

const offline = (isOff, ...all) => Promise.all(all.map((page) => page.context().setOffline(isOff)));

test("what one browser writes and deletes the other shows; undo brings it back", async () => {
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

test("edits made apart: of two properties both stand, of one people choose", async () => {
  const [ann, phone] = [await signedIn(), await signedIn()];
  await write(ann, "Trip", "by train");
  await lists(phone, "Trip");
  await choose(phone, "Trip");
  await has(phone, "Text", "by train");
  await offline(true, ann, phone);
  await edit(ann, "Title", "Trip to Rome");
  await edit(phone, "Text", "by boat");
  await Promise.all([listed(ann, "Trip to Rome"), listed(phone, "by boat")]);
  await offline(false, ann, phone);
  for (const page of [ann, phone]) {
    await has(page, "Title", "Trip to Rome");
    await has(page, "Text", "by boat");
    assert.equal(await page.locator(".conflict").count(), 0);
  }
  await offline(true, ann, phone);
  await edit(ann, "Text", "by bus");
  await edit(phone, "Text", "on foot");
  await Promise.all([listed(ann, "by bus"), listed(phone, "on foot")]);
  await offline(false, ann, phone);
  for (const page of [ann, phone]) {
    await page.getByText("The text was changed on two devices.").waitFor();
    await page.locator("#list").getByText("two versions").waitFor();
    await page.locator(".conflict").getByText("by bus").waitFor();
    await page.locator(".conflict").getByText("on foot").waitFor();
  }
  const mine = phone.locator(".conflict li", { hasText: "by bus" });
  await mine.getByRole("button", { name: "Take this one" }).click();
  for (const page of [ann, phone]) {
    await page.locator(".conflict").waitFor({ state: "detached" });
    await has(page, "Text", "by bus");
  }
});

test("a note that one deletes and the other changes stays until somebody decides", async () => {
  const [ann, phone] = [await signedIn(), await signedIn()];
  await write(ann, "Keys", "in the drawer");
  await lists(phone, "Keys");
  await choose(phone, "Keys");
  await has(phone, "Text", "in the drawer");
  await offline(true, ann, phone);
  await ann.getByRole("button", { name: "Delete" }).click();
  await edit(phone, "Text", "at the neighbour's");
  await Promise.all([lists(ann), listed(phone, "at the neighbour's")]);
  await offline(false, ann, phone);
  await lists(ann, "Keys");
  await choose(ann, "Keys");
  await ann.getByText("One device deleted this note").waitFor();
  const kept = ann.locator(".conflict li", { hasText: "Kept" });
  await kept.getByRole("button", { name: "Take this one" }).click();
  await phone.locator(".conflict").waitFor({ state: "detached" });
  await has(phone, "Text", "at the neighbour's");
});

test("the command line works on the same notes at the same time", async () => {
  const ann = await signedIn();
  await write(ann, "Milk", "two bottles");
  await listed(ann, "two bottles");
  await state(ann, "synced");
  await skein("create", "note", "--id", "1", "title=From the desk");
  await lists(ann, "From the desk", "Milk"); // by id
  assert.match(await skein("search", "note", "title=Milk"), /two bottles/);
  await choose(ann, "From the desk");
  await edit(ann, "Text", "written on the page");
  await listed(ann, "written on the page");
  await state(ann, "synced");
  assert.match(await skein("show", "note/1"), /written on the page/);

  await offline(true, ann);
  await edit(ann, "Text", "by the page");
  await listed(ann, "by the page");
  await state(ann, "offline");
  await skein("update", "note/1", "text=by the desk");
  await offline(false, ann);
  await ann.getByText("The text was changed on two devices.").waitFor();
  // With open conflicts the command says so with its exit code.
  const told = await skein("conflicts").catch(({ stdout }) => stdout);
  assert.match(told, /note\/1: text[^]*"by the page"/);
  await skein("resolve", "note/1", "text=by both");
  await ann.locator(".conflict").waitFor({ state: "detached" });
  await has(ann, "Text", "by both");
});

test("a picture that one browser attaches the other shows", async () => {
  const [ann, phone] = [await signedIn(), await signedIn()];
  await write(ann, "Dot");
  await lists(phone, "Dot");
  await choose(phone, "Dot");
  await offline(true, ann);
  await ann.getByLabel("Picture …").setInputFiles(PICTURE);
  await ann.getByAltText("Picture").waitFor();
  await offline(false, ann);
  await phone.getByAltText("Picture").waitFor();
  const width = await phone.getByAltText("Picture").evaluate((image) => image.naturalWidth);
  assert.equal(width, 1);
  await phone.getByRole("button", { name: "Remove picture" }).click();
  await ann.getByAltText("Picture").waitFor({ state: "detached" });
});

test("the page loads without a net, and brings what was written there", async () => {
  const ann = await signedIn();
  await write(ann, "Before");
  await state(ann, "synced");
  await ann.evaluate(() => navigator.serviceWorker.ready);
  await offline(true, ann);
  await ann.reload();
  await lists(ann, "Before");
  await state(ann, "offline");
  await write(ann, "Meanwhile", "in the tunnel");
  await listed(ann, "in the tunnel");
  await ann.reload();
  await lists(ann, "Meanwhile", "Before");
  await offline(false, ann);
  await state(ann, "synced");
  const phone = await signedIn();
  await lists(phone, "Meanwhile", "Before");
});

test("ten thousand notes stay quick", async (context) => {
  const rows = Array.from({ length: MANY }, (_, at) => {
    return JSON.stringify({ id: String(at).padStart(5, "0"), title: `Note ${at}`, text: `n${at}` });
  });
  await writeFile(join(folder, "many.ndjson"), rows.join("\n"));
  const ann = await signedIn();
  await ann.getByText("0 notes").waitFor();
  await skein("import", "many.ndjson", "--type", "note", "--id-from", "id");
  await ann.getByText("50 of 10,000 notes").waitFor();
  assert.equal(await ann.locator("#list li").count(), 50);
  await ann.reload();
  const timed = async (what, work) => {
    const began = performance.now();
    await work();
    const took = Math.round(performance.now() - began);
    context.diagnostic(`${what}: ${took} ms`);
    assert.ok(took < 5000, `${what} took ${took} ms`);
  };
  await timed("opened", () => ann.getByText("50 of 10,000 notes").waitFor());
  await timed("searched", async () => {
    await ann.getByLabel("Search").fill("Note 777");
    await ann.getByText("11 notes").waitFor();
  });
  await timed("written", async () => {
    await ann.getByLabel("Search").fill("");
    await write(ann, "One more");
    await ann.getByText("50 of 10,001 notes").waitFor();
  });
});

test("somebody signs in by a passkey, with the same one on another device", async () => {
  const ann = await fresh();
  const first = await signInWindow(ann);
  const { keys } = await device(first);
  await first.getByLabel("Name", { exact: true }).fill("ada");
  let made;
  // The window closes as soon as it is done; the keys must be out of it before.
  await first.route("**/passkey-made", async (route) => {
    made = await keys();
    await route.continue();
  });
  await first.getByRole("button", { name: "Make a passkey" }).click();
  await write(ann, "By passkey");
  await state(ann, "synced");
  const phone = await fresh();
  const second = await signInWindow(phone);
  await device(second, made);
  await second.getByRole("button", { name: "Use a passkey" }).click();
  await lists(phone, "By passkey");
});

test("somebody signs in at a provider of OpenID Connect, out, and in again", async () => {
  const ann = await fresh();
  await logIn(await signInWindow(ann));
  await write(ann, "By provider");
  await state(ann, "synced");
  await ann.getByRole("button", { name: "Sign out" }).click();
  await ann.getByText("Sign in once").waitFor();
  const again = await signInWindow(ann);
  await again.getByRole("button", { name: "Sign in with 127.0.0.1" }).click();
  await again.getByRole("button", { name: "Continue" }).click(); // the provider knows him still
  await lists(ann, "By provider");
});

test("the page fits a phone, stands out, and names what one can use", async () => {
  const ann = await signedIn({ viewport: { width: 360, height: 700 }, reducedMotion: "reduce" });
  const long = "word".repeat(40);
  for (const there of ["#find", "#title"]) {
    for (const colorScheme of ["light", "dark"]) {
      await ann.emulateMedia({ colorScheme });
      assert.deepEqual(await ann.evaluate(faintTexts), [], `${there}, ${colorScheme}`);
    }
    assert.deepEqual(await ann.evaluate(bareness), BARE_OF_NOTHING, there);
    assert.ok((await ann.evaluate(() => document.documentElement.scrollWidth)) <= 360, there);
    if (there === "#find") {
      await write(ann, long, long);
    }
  }
});

test("who was signed out elsewhere is asked to sign in, and nothing is lost", async () => {
  const ann = await signedIn();
  await write(ann, "Before");
  await state(ann, "synced");
  await ann.evaluate(async (origin) => {
    const { token } = JSON.parse(localStorage["notes: who is signed in"]);
    const headers = { Authorization: `Bearer ${token}` };
    await fetch(`${origin}/sync/sign-out`, { method: "POST", headers });
  }, examples.hub);
  await ann.reload();
  await state(ann, "signed out");
  await write(ann, "Meanwhile");
  await signIn(ann, name);
  await state(ann, "synced");
});

test("what a full hub does not take stays here, and goes when there is room", async () => {
  const ann = await signedInTight();
  for (const title of ["One", "Two", "Three"]) {
    await write(ann, title);
    await state(ann, "synced");
  }
  await write(ann, "Four");
  await state(ann, /Kept here, but not sent: .* a store here holds at most 3 objects/);
  const phone = await signedInTight();
  await lists(phone, "Three", "Two", "One");
  await ann.reload();
  await lists(ann, "Four", "Three", "Two", "One");
  await state(ann, /Kept here, but not sent/);
  await choose(ann, "Two");
  await ann.getByRole("button", { name: "Delete" }).click();
  await state(ann, "synced");
  await lists(phone, "Four", "Three", "One");

  // Room that is made elsewhere counts as well.
  await write(ann, "Five");
  await state(ann, /Kept here, but not sent/);
  await choose(phone, "One");
  await phone.getByRole("button", { name: "Delete" }).click();
  await state(phone, "synced");
  await ann.getByRole("button", { name: "Try again" }).click();
  await state(ann, "synced");
  await lists(phone, "Five", "Four", "Three");
});

test("a picture that is too large for the hub stays here, and without it all goes on", async () => {
  const ann = await signedInTight();
  await write(ann, "Large");
  await state(ann, "synced");
  const buffer = Buffer.concat([PICTURE.buffer, Buffer.alloc(2000)]);
  await ann.getByLabel("Picture …").setInputFiles({ ...PICTURE, buffer });
  await ann.getByAltText("Picture").waitFor();
  await state(ann, /not sent: .* a blob has at most 1024 bytes here/);
  await ann.getByRole("button", { name: "Remove picture" }).click();
  await state(ann, "synced");
  await edit(ann, "Text", "no picture");
  await state(ann, "synced");
});

test("a browser without room says so, keeps what is typed, and goes on later", async () => {
  const ann = await fresh();
  await ann.evaluate(() => navigator.serviceWorker.ready);
  const chrome = await ann.context().newCDPSession(ann);
  const { origin } = examples;
  const { usage } = await chrome.send("Storage.getUsageAndQuota", { origin });
  const quotaSize = usage + 400_000;
  await chrome.send("Storage.overrideQuotaForOrigin", { origin, quotaSize });
  await enter(ann);
  await write(ann, "Before", "short");
  await state(ann, "synced");
  const long = randomBytes(500_000).toString("base64");
  await edit(ann, "Text", long);
  await ann.getByText("This browser has no room left").waitFor();
  await has(ann, "Text", long);
  await chrome.send("Storage.overrideQuotaForOrigin", { origin });
  await ann.getByRole("alert").getByRole("button", { name: "Try again" }).click();
  await ann.getByRole("alert").waitFor({ state: "hidden" });
  await state(ann, "synced");
  const phone = await signedIn();
  await choose(phone, "Before");
  await has(phone, "Text", long);
});
