// Apps kept apart: a hostile page elsewhere, and an app that is hostile itself, reach neither
// another app, nor the node, nor any key.

import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { attack, trespass } from "../attack.mjs";
import {
  ask,
  commands,
  createApp,
  EXAMPLES,
  openApp,
  originOf,
  putFile,
  putFolder,
  send,
  startBrowser,
} from "../stage.mjs";

/** An attack that a browser never ends must not hold the whole check up. */
const LONG = { timeout: 120_000 };
const EVIL = "evil.example";
let folder;
let node;
let browser;
let victim; // an app with records
let hostile;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "skein-apart-"));
  const person = commands(folder, "ada");
  [browser, node] = await Promise.all([
    startBrowser([`--host-resolver-rules=MAP ${EVIL} 127.0.0.1`]),
    person.startNode(),
  ]);
  victim = await createApp(node, "victim");
  hostile = await createApp(node, "hostile");
  await putFolder(node, victim, join(EXAMPLES, "board"));
  await putFile(node, hostile, "_schema", '{"schema":{"loot":{"text":"text"}},"indexes":[]}');
  await putFile(node, hostile, "index.html", "<!doctype html><title>hostile</title><body>");
  const record = { _table: "messages", message: "private" };
  assert.equal((await ask(node, "POST", `/${victim}/add_record`, record)).status, 200);
});

after(async () => {
  await browser?.close();
  await node?.kill();
  await rm(folder, { recursive: true, force: true });
});

/** All that could be taken or changed: the apps, the posts of the victim. */
async function state() {
  const sql = "SELECT id, score FROM messages";
  const rows = await ask(node, "POST", `/${victim}/query`, { query: sql });
  const { json } = await ask(node, "GET", "/apps");
  return JSON.stringify([rows.json.results, json.apps.map(({ id, files }) => [id, files])]);
}

/** What an app has: routes of one, by the node's own names, or from within its own origin. */
function appRoutes(prefix) {
  const gets = ["/", "/index.html", "/_schema", "/events", "/events?query=SELECT+1"];
  const posts = ["/query", "/add_record", "/leave_app", "/add_peer", "/join_app"];
  return [
    ...gets.map((path) => ({ method: "GET", path: prefix + path })),
    ...posts.map((path) => ({ method: "POST", path: prefix + path })),
    { method: "PUT", path: `${prefix}/index.html` },
    { method: "DELETE", path: `${prefix}/index.html` },
  ];
}

const NODE_ROUTES = ["/", "/ui/", "/ui/page.js", "/node", "/openapi.json", "/s", "/apps"].map(
  (path) => ({ method: "GET", path }),
);

/** Lets a page try everything on a target. What the node gives away counts as well, even if the
 * browser then keeps it from the page. */
async function assertHarmless(page, target, routes) {
  const before = await state();
  const given = [];
  const listener = (response) => {
    if (response.url().startsWith(`${target}/`) && response.status() < 400) {
      given.push(`${response.request().method()} ${response.url()}: ${response.status()}`);
    }
  };
  page.on("response", listener);
  const { won, tried } = await page.evaluate(attack, { target, routes, frames: [routes[0].path] });
  page.off("response", listener);
  assert.deepEqual({ won, given }, { won: [], given: [] }, `${page.url()} on ${target}`);
  assert.ok(tried > 50, `only ${tried} tries`);
  assert.equal(await state(), before, "nothing was written");
}

test(
  "a page of another origin reaches neither an app nor the list of apps",
  LONG,
  async (context) => {
    const server = http.createServer((request, response) => {
      response.setHeader("Content-Type", "text/html");
      response.end("<!doctype html><title>hostile</title><body>");
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    context.after(() => server.closeAllConnections());
    context.after(() => server.close());
    const page = await browser.newPage();
    await page.goto(`http://${EVIL}:${server.address().port}/`);
    const global = [
      { method: "GET", path: "/apps" },
      { method: "POST", path: "/create_app" },
    ];
    await assertHarmless(page, originOf(node, victim), appRoutes(""));
    await assertHarmless(page, node.origin, [...appRoutes(`/${victim}`), ...global]);
    await page.close();
  },
);

test("a hostile app reaches no other app, not the node, and no key", LONG, async () => {
  const page = await openApp(browser, node, hostile);
  await assertHarmless(page, originOf(node, victim), appRoutes(""));
  for (const host of ["localhost", "127.0.0.1"]) {
    const target = `http://${host}:${node.port}`;
    await assertHarmless(page, target, [...NODE_ROUTES, ...appRoutes(`/${victim}`)]);
  }
  // On its own origin there is nothing but itself.
  const before = await state();
  const own = [...appRoutes(`/${victim}`), ...NODE_ROUTES.slice(1)];
  const statuses = await page.evaluate(trespass, own);
  assert.deepEqual(
    statuses.filter(({ status }) => status !== 404 && status !== 405),
    [],
  );
  const changes = ["PUT", "DELETE"].map((method) => ({ method, path: "/index.html" }));
  const actions = ["/leave_app", "/join_app", "/add_peer", "/create_app", `/${hostile}/leave_app`];
  const posts = actions.map((path) => ({ method: "POST", path }));
  for (const { status, path } of await page.evaluate(trespass, [...changes, ...posts])) {
    assert.ok(status >= 400, `${path}: ${status}`);
  }
  assert.equal(await state(), before, "nothing was written");
  for (const query of [
    "SELECT * FROM messages",
    "SELECT data FROM _singletons",
    "SELECT sql FROM sqlite_schema",
    "ATTACH 'log.db' AS log",
    "PRAGMA database_list",
    "SELECT readfile('key')",
    "SELECT load_extension('x')",
  ]) {
    const told = await page.evaluate(
      (text) =>
        fetch("query", {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ query: text }),
        }).then(async (response) => [response.status, await response.text()]),
      query,
    );
    assert.equal(told[0], 500, `${query}: ${told[1]}`);
  }
  await page.context().close();
});

test("a hostile app frames and scripts no window of another app or of the node", async () => {
  const page = await openApp(browser, node, hostile);
  for (const address of [`${originOf(node, victim)}/`, node.address, `${node.origin}/`]) {
    const [popup] = await Promise.all([
      page.waitForEvent("popup"),
      page.evaluate((there) => {
        window.opened = window.open(there);
      }, address),
    ]);
    await popup.waitForLoadState();
    const told = await page.evaluate(async (there) => {
      const frame = document.createElement("iframe");
      const loaded = new Promise((resume) => frame.addEventListener("load", resume));
      frame.src = there;
      document.body.append(frame);
      await loaded;
      return [() => window.opened.document.title, () => frame.contentDocument.title].map((read) => {
        try {
          return `read ${read()}`;
        } catch (failure) {
          return failure.name;
        }
      });
    }, address);
    assert.deepEqual(
      told.filter((one) => !["SecurityError", "TypeError"].includes(one)),
      [],
      address,
    );
    await popup.close();
  }
  await page.context().close();
});

test("an app runs on its own origin only, with the policy that keeps it there", async () => {
  const page = await browser.newPage();
  const answer = await page.goto(`http://localhost:${node.port}/${hostile}/`);
  assert.equal(page.url(), `${originOf(node, hostile)}/`);
  const policy = answer.headers()["content-security-policy"];
  assert.match(policy, /default-src 'self' 'unsafe-inline'/);
  assert.match(policy, /frame-ancestors 'none'/);
  const asked = await page.evaluate(() =>
    fetch("https://elsewhere.example/").then(
      () => "asked",
      (failure) => failure.name,
    ),
  );
  assert.equal(asked, "TypeError");
  // A program gets the file by the node's own name, marked so that no browser would run it.
  const raw = await send(node, "GET", `/${hostile}/index.html`);
  assert.equal(raw.status, 200);
  assert.match(raw.headers["content-security-policy"], /^sandbox/);
  assert.equal(raw.headers["x-content-type-options"], "nosniff");
  await page.close();
});
