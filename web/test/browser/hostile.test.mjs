// A hostile page: of another origin on this machine, and of a name that was pointed at this machine
// (DNS rebinding). It must read nothing and write nothing, whatever browsers let it send.

import assert from "node:assert/strict";
import { once } from "node:events";
import http from "node:http";
import { after, before, test } from "node:test";
import { ask, openPage, startBrowser, startNode } from "./stage.mjs";

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

/** Tries everything a page can; gives the names of what came to something. Runs in the page. */
async function attack(target) {
  const won = [];
  const read = async (name, path, options) => {
    try {
      const response = await fetch(target + path, options);
      if (response.type !== "opaque" && response.ok) {
        won.push(`${name}: read ${(await response.text()).slice(0, 40)}`);
      }
    } catch {
      // The browser keeps it from the page: as it should be.
    }
  };
  const loads = (name, element, good) =>
    new Promise((done) => {
      element.addEventListener("load", () => {
        if (good(element)) {
          won.push(name);
        }
        done();
      });
      element.addEventListener("error", done);
      document.body.append(element);
    });
  const make = (tag, fields) => Object.assign(document.createElement(tag), fields);
  const own = { Authorization: "Bearer guess" };
  const values = JSON.stringify({ summary: "owned" });
  const records = "/s/bugs/records/ticket";

  await read("get", "/s", {});
  await read("get without cors", "/s", { mode: "no-cors" });
  await read("get with a token", "/s", { headers: own });
  await read("events", "/s/bugs/events", {});
  await read("post as text", records, { method: "POST", body: values });
  await read("blind post", records, { method: "POST", body: values, mode: "no-cors" });
  const json = { "Content-Type": "application/json" };
  await read("post as json", records, { method: "POST", body: values, headers: json });
  await read("patch", `${records}/T1`, { method: "PATCH", body: values, headers: json });
  await read("delete", `${records}/T1`, { method: "DELETE" });
  await read("undo", "/s/bugs/undo", { method: "POST", body: '{"number":1}' });
  navigator.sendBeacon(target + records, new Blob([values], { type: "text/plain" }));

  await loads("image", make("img", { src: `${target}/s/bugs/records/ticket/T1` }), () => true);
  await loads("script", make("script", { src: `${target}/s/bugs/records/ticket` }), () => true);
  await loads("own script", make("script", { src: `${target}/ui/page.js` }), () => true);
  const readable = (frame) => {
    try {
      return frame.contentDocument.querySelector("main") !== null;
    } catch {
      return false;
    }
  };
  await loads("frame", make("iframe", { src: `${target}/ui/` }), readable);

  const sink = make("iframe", { name: "sink", src: "about:blank" });
  document.body.append(sink);
  for (const enctype of ["application/x-www-form-urlencoded", "text/plain"]) {
    for (const path of [records, `${records}.json`, "/records/ticket.json", "/s/bugs/undo"]) {
      const form = make("form", { method: "post", action: target + path, target: "sink", enctype });
      form.append(make("input", { name: "summary", value: "owned" }));
      document.body.append(form);
      await new Promise((done) => {
        sink.addEventListener("load", done, { once: true });
        form.submit();
      });
    }
  }

  for (const path of ["/s/bugs/live", "/s/bugs/events"]) {
    await new Promise((done) => {
      const socket = new WebSocket(target.replace("http", "ws") + path);
      let opened = false;
      socket.onopen = () => {
        opened = true; // refused after the handshake counts as well as before it
        socket.send(new Uint8Array([110]));
      };
      socket.onmessage = () => won.push(`socket ${path}`);
      socket.onclose = (event) => {
        if (opened && event.code === 1000) {
          won.push(`socket ${path} was served`);
        }
        done();
      };
    });
  }
  await new Promise((done) => {
    const events = new EventSource(`${target}/s/bugs/events`);
    events.onopen = () => {
      won.push("event source");
      events.close();
      done();
    };
    events.onerror = () => {
      events.close();
      done();
    };
  });
  return won;
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
  const before = await number();
  const page = await browser.newPage();
  // Another port is the same site, another name another: both are other origins.
  for (const host of ["127.0.0.1", "localhost", EVIL]) {
    await page.goto(`http://${host}:${server.address().port}/`);
    assert.deepEqual(await page.evaluate(attack, node.origin), [], host);
  }
  await page.close();
  assert.equal(await number(), before, "nothing was written");
});

test("a page whose name was pointed at this machine reads and writes nothing", async () => {
  const before = await number();
  const origin = `http://${EVIL}:${node.port}`;
  const page = await browser.newPage();
  await page.route(`${origin}/lure`, (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><body>" }),
  );
  await page.goto(`${origin}/lure`);
  assert.deepEqual(await page.evaluate(attack, origin), []);
  const answer = await page.goto(`${origin}/ui/`);
  assert.equal(answer.status(), 421);
  await page.close();
  assert.equal(await number(), before, "nothing was written");
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
