import assert from "node:assert/strict";
import { test } from "node:test";
import type { Body, Change, LogEntry } from "../../src/shapes.ts";
import { tell } from "../../src/story.ts";

/** An entry of the log about ticket T1. */
function entry(dot: string, change: Partial<Change>, more: Partial<Body> = {}): LogEntry {
  const time = "2026-11-21T09:30:12.345Z/0";
  const whole = { op: "update" as const, type: "ticket", id: "T1", ...change };
  const body = { time, author: "A", ...more, changes: [whole, ...(more.changes ?? [])] };
  return { number: 1, changeset: `${dot}:00`, time, author: "A", body };
}

const told = (...history: LogEntry[]) => tell(history, "ticket", "T1");

const MADE = entry("a:1", { op: "create", set: { status: "new" } });

test("a value is told with the one it replaced, its own replica's without being named", () => {
  const [first, second] = told(MADE, entry("a:2", { set: { status: "open" } }));
  assert.equal(first?.deed, "made it");
  assert.deepEqual(first?.turns[0]?.from, []);
  assert.deepEqual(second?.turns[0]?.from, ["new"]);
  assert.equal(second?.turns[0]?.to, "open");
});

test("what was written apart stands beside, and a decision says what it settled", () => {
  const apart = entry(
    "b:1",
    { set: { status: "done" }, over: { status: [[0, 1]] } },
    { of: [["a", 1, "00"]] },
  );
  const decision = entry(
    "a:3",
    { set: { status: "done" }, over: { status: [[0, 1]] } },
    { of: [["b", 1, "00"]] },
  );
  const [, , third, fourth] = told(
    MADE,
    entry("a:2", { set: { status: "open" } }),
    apart,
    decision,
  );
  assert.deepEqual(third?.turns[0]?.from, ["new"], "though somebody else had replaced it before");
  assert.deepEqual(third?.turns[0]?.beside, ["open"]);
  assert.deepEqual(fourth?.turns[0]?.from.toSorted(), ["done", "open"]);
  assert.deepEqual(fourth?.turns[0]?.beside, []);
});

test("a counter's totals are told as steps", () => {
  const steps = told(entry("a:1", { add: { stock: 40 } }), entry("a:2", { add: { stock: 37 } }));
  assert.deepEqual(
    steps.map((one) => one.turns[0]?.to),
    [40, -3],
  );
});

test("elements of sets come and go", () => {
  const [telling] = told(entry("a:1", { put: { tags: ["x"] }, drop: { tags: ["y"] } }));
  assert.deepEqual(
    telling?.turns.map(({ how, to }) => [how, to]),
    [
      ["put", "x"],
      ["drop", "y"],
    ],
  );
});

test("deleting and bringing back are told", () => {
  const history = told(
    MADE,
    entry("a:2", { op: "delete" }),
    entry("a:3", { set: { status: "x" } }),
  );
  assert.deepEqual(
    history.map((one) => one.deed),
    ["made it", "deleted it", "brought it back"],
  );
});

test("a void changeset and the other records of one are told", () => {
  const other: Change = { op: "update", type: "ticket", id: "T2", set: {} };
  const [bad, wide] = told(
    { number: 7, changeset: "c:1:00", void: "it knows no such key" },
    entry("a:1", { set: { status: "new" } }, { changes: [other] }),
  );
  assert.equal(bad?.void, "it knows no such key");
  assert.equal(wide?.others, 1);
});

test("a changeset whose content went is told as that", () => {
  const gone: LogEntry = { number: 2, changeset: "b:1:00", forgotten: "purged" };
  const [, telling] = told(MADE, gone);
  assert.equal(telling?.forgotten, "purged");
  assert.deepEqual(telling?.turns, []);
  assert.equal(telling?.void, null);
});
