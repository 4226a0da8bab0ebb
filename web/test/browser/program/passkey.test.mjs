// Signing in by passkey, with the virtual authenticator of Chromium, and attacks on it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { device, said, startSignIn } from "../signin.mjs";
import { ask, send } from "../stage.mjs";

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
  const keys = await device(popup);
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
  return { ...made, said: await said(page), keys: made.keys };
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
