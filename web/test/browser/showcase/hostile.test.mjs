// A hostile page: of another origin on this machine, and of a name that was pointed at this machine
// (DNS rebinding). It must read nothing and write nothing, whatever browsers let it send.

import assert from "node:assert/strict";
import { once } from "node:events";
import http from "node:http";
import { after, before, test } from "node:test";
import { attack } from "../attack.mjs";
import { ask, openPage, startBrowser, startNode } from "../stage.mjs";

const EVIL = "evil.example";
let browser;
let node;

before(async () => {
  node = await startNode();
  browser = await startBrowser([`--host-resolver-rules=MAP ${EVIL} 127.0.0.1`]);
});

after(async () => {
  await browser?.close();
  await node?.kill();
});

async function number() {
  return (await ask(node, "GET", "/s/bugs")).json.number;
}

/** Every route of the node: its method, and a path at which there is something. */
async function routes() {
  const there = {
    space: "bugs",
    type: "ticket",
    id: "T1",
    property: "summary",
    file: "page.js",
    sha: "0".repeat(64),
    app: "0".repeat(40),
    path: "index.html",
    action: "query",
  };
  const { paths } = (await ask(node, "GET", "/openapi.json")).json;
  return Object.entries(paths).flatMap(([pattern, methods]) => {
    const path = pattern.replace(/\{(\w+)\}/g, (_, name) => there[name]);
    return Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path }));
  });
}

/** Lets a hostile page try everything. What the node answers counts as well: a browser may keep
 * from a page what the node gave away. */
async function assertHarmless(page, target) {
  const before = await number();
  const given = [];
  const listener = (response) => {
    const url = response.url();
    if (url.startsWith(`${target}/`) && response.status() < 400) {
      given.push(`${response.request().method()} ${url}: ${response.status()}`);
    }
  };
  page.on("response", listener);
  const frames = ["/ui/", "/s/bugs/records/ticket/T1", "/s/bugs/events"];
  const means = { target, routes: await routes(), frames, sockets: ["/s/bugs/live"] };
  const { won, tried } = await page.evaluate(attack, means);
  page.off("response", listener);
  assert.deepEqual({ won, given }, { won: [], given: [] }, page.url());
  assert.ok(tried > 250, `only ${tried} tries`);
  assert.equal(await number(), before, "nothing was written");
}

test("a page of another origin reads and writes nothing", async (context) => {
  const server = http.createServer((request, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end("<!doctype html><title>hostile</title><body>");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  context.after(() => server.closeAllConnections());
  context.after(() => server.close());
  // Another port is the same site, another name another: both are other origins.
  const hosts = ["127.0.0.1", "localhost", EVIL].map(async (host) => {
    const page = await browser.newPage();
    await page.goto(`http://${host}:${server.address().port}/`);
    await assertHarmless(page, node.origin);
    await page.close();
  });
  await Promise.all(hosts);
});

test("a page whose name was pointed at this machine reads and writes nothing", async () => {
  const origin = `http://${EVIL}:${node.port}`;
  const page = await browser.newPage();
  await page.route(`${origin}/lure`, (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><body>" }),
  );
  await page.goto(`${origin}/lure`);
  await assertHarmless(page, origin);
  const answer = await page.goto(`${origin}/ui/`);
  assert.equal(answer.status(), 421);
  await page.close();
});

test("a page that has stolen the token is refused for its origin", async () => {
  const page = await browser.newPage();
  await page.route("http://thief.example/", (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><body>" }),
  );
  await page.goto("http://thief.example/");
  const read = await page.evaluate(
    ([target, token]) =>
      fetch(`${target}/s`, { headers: { Authorization: `Bearer ${token}` } }).then(
        (response) => response.text(),
        () => "nothing",
      ),
    [node.origin, node.token],
  );
  assert.equal(read, "nothing");
  await page.close();
});

test("the node's page runs its own script alone and is framed by nobody", async () => {
  const page = await openPage(browser, node, "#/bugs");
  const policy = (await page.request.get(`${node.origin}/ui/`)).headers()[
    "content-security-policy"
  ];
  assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self'/);
  assert.match(policy, /frame-ancestors 'none'/);
  // Browsers that do not say from where they ask: these keep its data out of other pages.
  for (const path of ["/openapi.json", "/s", "/s/bugs/records/ticket/T1", "/nothing"]) {
    const { headers } = await ask(node, "GET", path);
    assert.equal(headers["x-frame-options"], "DENY", path);
    assert.equal(headers["cross-origin-resource-policy"], "same-origin", path);
  }
  const ran = await page.evaluate(() => {
    try {
      document.body.insertAdjacentHTML("beforeend", "<b>markup</b>");
      return "markup";
    } catch {
      return "refused";
    }
  });
  assert.equal(ran, "refused");
  const asked = await page.evaluate(() =>
    fetch("https://elsewhere.example/").then(
      () => "asked",
      (failure) => failure.name,
    ),
  );
  assert.equal(asked, "TypeError");
  await page.context().close();
});
