// Signing in by passkey, with the virtual authenticator of Chromium, and attacks on it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { device, said, startSignIn } from "../signin.mjs";
import { ask, newPage, send } from "../stage.mjs";

const LONG = { timeout: 120_000 };
let stage;

before(async () => {
  stage = await startSignIn();
});

after(() => stage?.close());

/** What the node was asked in a window at an address, as it was asked. */
function bodyOf(popup, address) {
  return popup.waitForRequest((one) => one.url().endsWith(address)).then((one) => one.postData());
}

async function make(name) {
  const { page, popup } = await stage.opened();
  const { keys } = await device(popup);
  await popup.getByLabel("Name").fill(name);
  const asked = bodyOf(popup, "passkey-made");
  // The window closes as soon as it is done; the keys must be out of it before.
  await popup.route("**/passkey-made", async (route) => {
    made.keys = await keys();
    await route.continue();
  });
  const made = { body: "", keys: [] };
  await popup.getByRole("button", { name: "Make a passkey" }).click();
  made.body = await asked;
  return { ...made, page, said: await said(page), keys: made.keys };
}

async function use(keys) {
  const { page, popup } = await stage.opened();
  await device(popup, keys);
  const asked = bodyOf(popup, "passkey-used");
  await popup.getByRole("button", { name: "Use a passkey" }).click();
  return { page, popup, body: await asked };
}

const post = (address, body) =>
  send({ origin: stage.hub }, "POST", `/sync/${address}`, {
    headers: { "Content-Type": "application/json" },
    body,
  });

test("somebody new makes a passkey, and signs in with it again", LONG, async () => {
  const made = await make("ada");
  assert.equal(made.said, "okay ada");
  const again = await use(made.keys);
  assert.equal(await said(again.page), "okay ada");
  const token = await again.page.evaluate(() => window.verdict.auth.query.auth);
  const store = (user) => `/sync/app.example/${user}/notes?auth=${token}`;
  assert.equal((await send(stage.node, "GET", store("ada"))).status, 200);
  assert.equal((await send(stage.node, "GET", store("bob"))).status, 401);
  assert.deepEqual(again.page.wrong, []);
});

/** The store of whoever has signed in at a page. */
async function store(page, user, method, options) {
  const token = await page.evaluate(() => window.verdict.auth.query.auth);
  return send(stage.node, method, `/sync/app.example/${user}/notes?auth=${token}`, options);
}

const item = (window) => window.locator(".keys li");
const removes = (window) => window.getByRole("button", { name: /^Remove/ });

async function add(window, label) {
  await window.getByLabel("What you call it").fill(label);
  await window.getByRole("button", { name: "Add a passkey" }).click();
}

/** Removes the only other key that the list shows. */
async function removeOther(window) {
  await removes(window).click();
  await window.getByRole("button", { name: "Keep" }).click();
  await removes(window).click();
  await window.getByRole("button", { name: "Remove for good" }).click();
  await item(window).nth(1).waitFor({ state: "detached" });
  assert.equal(await removes(window).count(), 0);
}

test("a second passkey opens the same store, and the first one, removed, none", LONG, async () => {
  const made = await make("kim");
  const note = [{ type: "note", id: "a", data: { x: "kept" } }];
  const body = JSON.stringify(note);
  assert.equal((await store(made.page, "kim", "POST", { body })).status, 200);
  const { page, popup } = await stage.opened();
  const laptop = await device(popup, made.keys);
  await popup.getByRole("button", { name: "Look after your passkeys" }).click();
  await popup.getByText("You are kim here").waitFor();
  await item(popup)
    .getByText(/made .*, just used/)
    .waitFor();
  assert.equal(await removes(popup).count(), 0);
  await add(popup, "Laptop");
  await popup.getByText("this device has a passkey of yours already").waitFor();
  await laptop.putAway();
  const phone = await device(popup);
  await add(popup, "Phone");
  await item(popup).filter({ hasText: "Phone" }).getByText("just used").waitFor();
  await removeOther(popup);
  const keys = await phone.keys();
  // The window closes with the click: it comes when Playwright has left it.
  await popup
    .getByRole("button", { name: "Go on to" })
    .evaluate((button) => void setTimeout(() => button.click()));
  assert.equal(await said(page), "okay kim");
  const lost = await use(made.keys);
  await lost.popup.getByText("this passkey is not known here").waitFor();
  const again = await use(keys);
  assert.equal(await said(again.page), "okay kim");
  assert.match((await store(again.page, "kim", "GET")).text, /kept/);
  assert.deepEqual(page.wrong, []);
});

test("whoever lost the only device comes in again by a link, once", LONG, async () => {
  await make("lee");
  const { link } = JSON.parse(await stage.run("passkey", "link", "lee", "--json"));
  const page = await newPage(stage.browser);
  await page.goto(link);
  const phone = await device(page);
  await add(page, "Phone");
  await item(page).nth(1).waitFor();
  await removeOther(page);
  await page.getByText("You can close this window").waitFor();
  const again = await use(await phone.keys());
  assert.equal(await said(again.page), "okay lee");
  const refused = async (address, why) => {
    const other = await newPage(stage.browser);
    await other.goto(address);
    await device(other);
    await add(other, "Other");
    await other.getByText(why).waitFor();
  };
  await refused(link, "this link was used before");
  await refused(link.replace("lee", "kim"), "this link is not known here");
});

test("a name is taken once", LONG, async () => {
  await make("bob");
  const { popup } = await stage.opened();
  await device(popup);
  await popup.getByLabel("Name").fill("Bob");
  await popup.getByRole("button", { name: "Make a passkey" }).click();
  await popup.getByText("somebody is called 'bob' already").waitFor();
});

test("what was signed is good once, here alone, and as it was signed", LONG, async () => {
  const made = await make("eve");
  assert.equal((await post("passkey-made", made.body)).status, 422);
  const used = await use(made.keys);
  await said(used.page);
  const again = await post("passkey-used", used.body);
  assert.equal(again.status, 422);
  const elsewhere = await send(stage.node, "POST", "/sync/passkey-used", { body: used.body });
  assert.match(elsewhere.text, /not used as it should be/);
  const changed = JSON.parse(used.body);
  const data = Buffer.from(changed.response.clientDataJSON, "base64url").toString();
  const other = data.replace(/"origin":"[^"]*"/, '"origin":"https://evil.example"');
  changed.response.clientDataJSON = Buffer.from(other).toString("base64url");
  assert.match((await post("passkey-used", JSON.stringify(changed))).text, /not used as it should/);
});

test("a copy of a key that counts less than the key did is refused", LONG, async () => {
  const made = await make("fay");
  const once = await use(made.keys);
  assert.equal(await said(once.page), "okay fay");
  const copy = await use(made.keys);
  await copy.popup.getByText("not used as it should be").waitFor();
});

test("a key that nobody made here is not known", LONG, async () => {
  const made = await make("gil");
  const strange = { ...made.keys[0], userHandle: Buffer.from("nobody").toString("base64") };
  const { popup } = await use([strange]);
  await popup.getByText("this passkey is not known here").waitFor();
});

test("challenges are for pages that the hub was told of", async () => {
  const address = "/sync/passkey-options";
  const no = await ask(stage.node, "POST", address, { origin: stage.evil });
  assert.equal(no.status, 403);
  const yes = await ask(stage.node, "POST", address, { origin: stage.app, name: "ivy" });
  assert.equal(yes.json.authenticatorSelection.userVerification, "required");
  const named = await ask(stage.node, "POST", address, { origin: stage.app, name: "a@b.example" });
  assert.equal(named.status, 400);
});
