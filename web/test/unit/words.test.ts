import assert from "node:assert/strict";
import { test } from "node:test";
import { ago, columns, count, instant, ordered, title, size } from "../../src/words.ts";

const NOW = instant("2026-11-21T12:00:00.000Z/0");

test("times are told as people do", () => {
  assert.equal(ago("2026-11-21T11:59:58.000Z/3", NOW), "just now");
  assert.equal(ago("2026-11-21T11:59:20.000Z/0", NOW), "40 seconds ago");
  assert.equal(ago("2026-11-21T09:00:00Z", NOW), "3 hours ago");
  assert.equal(ago("2026-11-20T11:00:00Z", NOW), "yesterday");
  assert.equal(ago("no time", NOW), "no time");
});

test("a record is called by its title, else by its id", () => {
  assert.equal(title({ name: "n", Summary: "s" }, "id"), "s");
  assert.equal(title({ name: " ", summary: 3 }, "id"), "id");
});

test("titles come first, then what most records have", () => {
  const all = [{ values: { b: 1, a: 1, name: 1 } }, { values: { b: 1 } }];
  assert.deepEqual(columns(all), ["name", "b", "a"]);
});

test("types of the system come last", () => {
  const names = ordered([{ name: "_type" }, { name: "a" }]).map((one) => one.name);
  assert.deepEqual(names, ["a", "_type"]);
});

test("counts have their noun", () => {
  assert.equal(count(1, "record"), "1 record");
  assert.equal(count(1200, "record"), "1,200 records");
});

test("sizes are told in thousands, by three digits at most", () => {
  const told = [0, 999, 1000, 1249, 99_949, 99_950, 999_499, 999_500, 100e6, 3.21e12].map(size);
  assert.equal(
    told.join(", "),
    "0 bytes, 999 bytes, 1 kB, 1.2 kB, 99.9 kB, 100 kB, 999 kB, 1 MB, 100 MB, 3.2 TB",
  );
});
