import assert from "node:assert/strict";
import { test } from "node:test";
import { puts } from "../../src/upload.ts";

function chosen(webkitRelativePath: string, type = "") {
  return Object.assign(new Blob([], { type }), { webkitRelativePath });
}

test("a folder's files go without its name, the index page first, hidden ones not at all", () => {
  const files = ["a.png", ".git/x", "sub/.hidden", "sub/deep.html", "_schema", "index.html"];
  const all = puts(files.map((path) => chosen(`site/${path}`)));
  const paths = all.map(({ path }) => path);
  assert.deepEqual(paths, ["index.html", "_schema", "a.png", "sub/deep.html"]);
});

test("pages, scripts, schemas have their own types, others what the system says", () => {
  const all = puts([chosen("s/_schema"), chosen("s/a.JS", "text/plain"), chosen("s/b.x", "x/y")]);
  const types = [...all, ...puts([chosen("s/c.x")])].map(({ type }) => type);
  assert.deepEqual(types, [
    "application/json",
    "text/javascript",
    "x/y",
    "application/octet-stream",
  ]);
});
