// Signing in at a provider, and by what attackers would bring of it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { logIn, MAIL, said, startSignIn, window } from "../signin.mjs";
import { ask, send } from "../stage.mjs";

const LONG = { timeout: 120_000 };
const FORM = { "Content-Type": "application/x-www-form-urlencoded" };
let stage;
let node;
let provider;
let app;
let hub;

before(async () => {
  stage = await startSignIn();
  ({ node, provider, app, hub } = stage);
});

after(() => stage?.close());

async function verify(assertion, audience = app) {
  const body = String(new URLSearchParams({ assertion, audience }));
  const answer = await send(node, "POST", "/verify", { headers: FORM, body });
  assert.equal(answer.status, 200, answer.text);
  return JSON.parse(answer.text);
}

async function nonce(audience = app) {
  const body = String(new URLSearchParams({ audience }));
  const answer = await send(node, "POST", "/sync/nonce", { headers: FORM, body });
  assert.equal(answer.status, 200, answer.text);
  return JSON.parse(answer.text).nonce;
}

async function refused(token, why) {
  const answer = await verify(token);
  assert.equal(answer.status, "failure", JSON.stringify(answer));
  assert.match(answer.reason, why);
  assert.equal(answer.auth, undefined);
}

test("a person signs in at a provider, and the app gets his token", LONG, async () => {
  const { page, popup } = await stage.opened();
  await logIn(popup);
  assert.equal(await said(page), `okay ${MAIL}`);
  const token = await page.evaluate(() => window.verdict.auth.query.auth);
  const store = `/sync/app.example/${MAIL}/notes?auth=${token}`;
  const added = await ask(node, "POST", `${store}&since=0`, [{ type: "n", id: "1", data: {} }]);
  assert.deepEqual(added.json, { object_counters: [1] });
  const other = `/sync/app.example/bob@example.com/notes?auth=${token}`;
  assert.equal((await send(node, "GET", other)).status, 401);
  assert.deepEqual(page.wrong, []);
});

test("a window that is closed, and a provider that is told no, sign nobody in", LONG, async () => {
  const closed = await stage.opened();
  await closed.popup.close();
  assert.equal(await said(closed.page), "cancelled");
  const { popup } = await stage.opened();
  await popup.getByRole("button", { name: "Sign in with 127.0.0.1" }).click();
  await popup.getByRole("link", { name: "Cancel" }).click();
  await popup.getByText("the provider did not sign you in").waitFor();
});

test("ID tokens that are not for this page, over, or not the provider's are refused", async () => {
  const claims = async (more) => provider.claims(await nonce(), more);
  const before = Math.floor(Date.now() / 1000) - 3_600;
  assert.equal((await verify(provider.sign(await claims()))).email, MAIL);
  await refused(provider.sign(await claims({ iat: before, exp: before + 600 })), /xpired/);
  await refused(provider.sign(await claims({ aud: "others" })), /aud/);
  await refused(provider.sign(await claims({ iss: "http://127.0.0.1:1" })), /do not count/);
  await refused(provider.sign(await claims({ nonce: "made-up" })), /nonce/);
  await refused(provider.sign(provider.claims(await nonce(node.origin))), /nonce/);
  await refused(provider.sign(await claims({ email_verified: false })), /not verified/);
  const [head, , seal] = provider.sign(await claims()).split(".");
  const changed = JSON.stringify(await claims({ email: "eve@example.com" }));
  await refused(`${head}.${Buffer.from(changed).toString("base64url")}.${seal}`, /not good/);
  await refused(provider.unsigned(await claims()), /not good/);
  await refused(provider.byPublicKey(await claims()), /not good/);
});

test("a provider's new key counts at once, its old one no more", async () => {
  const old = provider.sign(provider.claims(await nonce()));
  provider.serve(`${hub}/sync/sign-in-back`, "second");
  assert.equal((await verify(provider.sign(provider.claims(await nonce())))).status, "okay");
  await refused(old, /not good|cannot be checked/);
});

test("a page that the hub was not told of gets nothing, whatever it opens", LONG, async () => {
  const { page, popup } = await stage.opened(stage.evil);
  await popup.waitForLoadState();
  assert.match(await popup.content(), /may not use this hub/);
  await popup.close();
  await page.evaluate(
    (address) => {
      window.heard = [];
      window.addEventListener("message", (event) => window.heard.push(event.data));
      document.querySelector("button").onclick = () => window.open(address, "stolen");
    },
    `${hub}/sync/sign-in?origin=${encodeURIComponent(app)}`,
  );
  await logIn(await window(page));
  assert.deepEqual(await page.evaluate(() => window.heard), []);
});

test("nobody comes back from a provider for somebody else", async () => {
  const go = `/sync/sign-in-go?issuer=${encodeURIComponent(provider.issuer)}&origin=${app}`;
  const sent = await send(node, "GET", go);
  assert.equal(sent.status, 303, sent.text);
  const state = new URL(sent.headers.location).searchParams.get("state");
  const back = await send(node, "GET", `/sync/sign-in-back?code=x&state=${state}`);
  assert.match(decodeURIComponent(back.text), /this browser did not begin to sign in/);
});
