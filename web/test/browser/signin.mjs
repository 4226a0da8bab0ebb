// A hub, a provider, and pages elsewhere that sign people in at them.

import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CLIENT, startProvider } from "./provider.mjs";
import { commands, newPage, startBrowser } from "./stage.mjs";

/** Who signs in at the provider. */
export const MAIL = "ann@example.com";

const DEVICE = {
  protocol: "ctap2",
  transport: "internal",
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
};

/** A page elsewhere: it signs people in, and says who they are. */
const PAGE = (base) => `<!doctype html><meta charset="utf-8"><title>app</title>
<script src="${base}/sync/include.js"></script>
<button>sign in</button><output></output>
<script>
  const said = document.querySelector("output");
  navigator.id.watch({ onlogin: async (assertion) => {
    const form = new URLSearchParams({ assertion, audience: location.origin });
    const answer = await fetch("${base}/verify", { method: "POST", body: form });
    window.verdict = await answer.json();
    said.textContent = verdict.status + " " + (verdict.email ?? verdict.reason);
  }});
  document.querySelector("button").onclick = () =>
    navigator.id.request({ oncancel: () => { said.textContent = "cancelled"; } });
</script>`;

/** Starts all of it. `hub`: its origin by a name, as passkeys know no numbers; `app`: that of the
 * pages that it was told of; `evil`: of others. */
export async function startSignIn() {
  const folder = await mkdtemp(join(tmpdir(), "skein-signin-"));
  const provider = await startProvider();
  let hub = "";
  const pages = http.createServer((request, response) => {
    response.writeHead(200, { "Content-Type": "text/html" }).end(PAGE(hub));
  });
  pages.listen(0, "127.0.0.1");
  await once(pages, "listening");
  const app = `http://app.example:${pages.address().port}`;
  const hosts = "MAP app.example 127.0.0.1, MAP evil.example 127.0.0.1";
  const oidc = ["--hub-oidc", `${provider.issuer}=${CLIENT}`];
  const { run, startHub } = commands(folder, "hub");
  const [browser, node] = await Promise.all([
    startBrowser([`--host-resolver-rules=${hosts}`]),
    startHub(...oidc, "--hub-passkeys", "--hub-origin", app),
  ]);
  hub = `http://localhost:${node.port}`;
  provider.serve(`${hub}/sync/sign-in-back`, "first");
  return {
    provider,
    app,
    evil: app.replace("app.", "evil."),
    browser,
    node,
    hub,
    /** What a command says that whoever runs the hub types. */
    run,
    /** A page of an app, and the window where people sign in, which it has opened. */
    async opened(origin = app, options = {}) {
      const page = await newPage(browser, options);
      await page.goto(origin);
      return { page, popup: await window(page) };
    },
    async close() {
      await browser.close();
      await node.kill();
      provider.close();
      pages.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The window that a page opens when its button is pressed. */
export async function window(page) {
  const [popup] = await Promise.all([
    page.context().waitForEvent("page"),
    page.getByRole("button", { name: "sign in" }).click(),
  ]);
  return popup;
}

/** What a page says at last. */
export async function said(page) {
  await page.waitForFunction(() => document.querySelector("output").textContent !== "");
  return page.locator("output").textContent();
}

/** Signs in at the provider, in its own pages. */
export async function logIn(popup) {
  await popup.getByRole("button", { name: "Sign in with 127.0.0.1" }).click();
  await popup.locator("input[name=login]").fill(MAIL);
  await popup.locator("input[name=password]").fill("any");
  await popup.locator("button[type=submit]").click();
  const closed = popup.waitForEvent("close");
  await popup.getByRole("button", { name: "Continue" }).click();
  await closed;
}

/** A device that holds these keys, for a window: what it holds then, and how it is put away. */
export async function device(popup, keys = []) {
  const chrome = await popup.context().newCDPSession(popup);
  await chrome.send("WebAuthn.enable");
  const made = await chrome.send("WebAuthn.addVirtualAuthenticator", { options: DEVICE });
  const { authenticatorId } = made;
  for (const credential of keys) {
    await chrome.send("WebAuthn.addCredential", { authenticatorId, credential });
  }
  return {
    keys: async () =>
      (await chrome.send("WebAuthn.getCredentials", { authenticatorId })).credentials,
    putAway: () => chrome.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId }),
  };
}
