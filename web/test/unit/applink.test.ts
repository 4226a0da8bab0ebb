import assert from "node:assert/strict";
import { test } from "node:test";
import { appLink } from "../../src/applink.ts";

const ID = "0123456789abcdef0123456789abcdef01234567";

test("a link carries the id and where the app was last seen", () => {
  const peers = ["10.0.0.7:8000", "[fd00::1]:8000"];
  assert.deepEqual(appLink(` skein-app:${ID}?at=${peers}\n`), { id: ID, peers });
  assert.deepEqual(appLink(`skein-app:${ID}`), { id: ID, peers: [] });
  assert.deepEqual(appLink(`skein-app:${ID}?at=`), { id: ID, peers: [] });
});

test("an id, an app's own origin and an address on a node are links too", () => {
  assert.deepEqual(appLink(ID.toUpperCase()), { id: ID, peers: [] });
  assert.deepEqual(appLink(`http://${ID}.localhost:8000/#/new`), { id: ID, peers: [] });
  const there = appLink(`http://example.org:8000/${ID}/index.html`);
  assert.deepEqual(there, { id: ID, peers: ["example.org:8000"] });
  assert.deepEqual(appLink(`http://example.org/${ID}`), { id: ID, peers: ["example.org:80"] });
});

test("anything else is refused with a sentence", () => {
  const others = ["", "skein-app:", ID.slice(1), `${ID}0`, `javascript:${ID}`, `http://a@b/${ID}x`];
  for (const text of [...others, `skein-app:${ID}&at=x`]) {
    assert.match(String(appLink(text)), /^This is no link to an app/, text);
  }
});
