import assert from "node:assert/strict";
import { test } from "node:test";
import { EventReader } from "../../src/events.ts";

const STREAM =
  'retry: 2000\n\n:\n\nid: e:1\nevent: record\ndata: {"a":1}\n\n' +
  "id:e:2\r\ndata:x\r\ndata: y\r\n\r\n";

const WANTED = [
  { name: "record", data: '{"a":1}', id: "e:1" },
  { name: "message", data: "x\ny", id: "e:2" },
];

test("events are read however the stream is cut", () => {
  for (let size = 1; size <= STREAM.length; size++) {
    const reader = new EventReader();
    const found = [];
    for (let at = 0; at < STREAM.length; at += size) {
      found.push(...reader.push(STREAM.slice(at, at + size)));
    }
    assert.deepEqual(found, WANTED, `in pieces of ${size}`);
  }
});

test("a line without an end is refused", () => {
  const reader = new EventReader();
  assert.throws(() => {
    for (let i = 0; i < 10; i++) {
      reader.push("x".repeat(1 << 20));
    }
  }, /longer than/);
});
