import assert from "node:assert/strict";
import { test } from "node:test";
import { above, address, NO_FILTER, type Place, place } from "../../src/place.ts";

const PLACES: Place[] = [
  { kind: "spaces" },
  { kind: "space", space: "bugs" },
  { kind: "type", space: "bugs", type: "ticket", filter: NO_FILTER },
  { kind: "type", space: "b/u?g", type: "~odd %", filter: { where: 'a="b c"', sort: "-a" } },
  { kind: "record", space: "bugs", type: "_type", id: "<script>/..%2F#?" },
  { kind: "create", space: "bugs", type: "~x" },
  { kind: "create", space: "bugs", type: "" },
  { kind: "conflicts", space: "bugs" },
  { kind: "peers", space: "~bugs" },
];

test("every address leads back to its place", () => {
  for (const one of PLACES) {
    assert.deepEqual(place(address(one)), one, address(one));
  }
});

test("addresses that name nothing are said to", () => {
  for (const hash of ["#/a/b/c/d", "#/a/~nothing", "#/%E0%A4%A", "#/a/~peers/x"]) {
    assert.equal(place(hash).kind, "nowhere", hash);
  }
});

test("one step up ends at the spaces", () => {
  for (const one of PLACES) {
    let here = one;
    for (let steps = 0; here.kind !== "spaces"; steps++) {
      assert.ok(steps < 4, address(one));
      here = above(here);
    }
  }
});
