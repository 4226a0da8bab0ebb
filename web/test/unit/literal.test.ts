import assert from "node:assert/strict";
import { test } from "node:test";
import { conditions, kind, parse, print, show } from "../../src/literal.ts";
import { segment, sentence } from "../../src/node.ts";
import type { Value } from "../../src/shapes.ts";

test("what is printed reads as the same value again", () => {
  const values: Value[] = [
    ...[null, true, 12, -0.5, 1e21, "", "text", "12", "true", "null", '"quoted"', " x ", "1e400"],
    ...["9007199254740993", "[1]", [1, "a"], { a: [null] }, "1.0", "a\nb"],
  ];
  for (const value of values) {
    assert.deepEqual(parse(print(value)), value, print(value));
  }
});

test("a number that would be rounded stays a text", () => {
  assert.equal(parse("9007199254740993"), "9007199254740993");
  assert.equal(parse("1e400"), "1e400");
  assert.equal(parse("1.50"), "1.50");
});

test("values are shown bare and named", () => {
  assert.equal(show(["a", 1]), "a, 1");
  assert.equal(show([["a"]]), '[["a"]]');
  assert.equal(show(null), "unset");
  assert.equal(kind(parse("[1]")), "list");
});

test("conditions are parted by blanks, but for those in quotes", () => {
  const { good, wrong } = conditions('  status=open  summary~"crash on" "item code">=12 a!=b ');
  assert.equal(wrong, null);
  assert.deepEqual(good, ["status=open", 'summary~"crash on"', "item code>=12", "a!=b"]);
  assert.deepEqual(conditions(""), { good: [], wrong: null });
});

test("a word that is no condition is named", () => {
  assert.match(conditions("status=open crash").wrong ?? "", /“crash” is no condition/);
  assert.match(conditions("=x").wrong ?? "", /is no condition/);
});

test("a name is one segment of a path, whatever it holds", () => {
  assert.equal(segment("a/b.json"), "a%2Fb%2Ejson");
  assert.equal(segment("a.jsonx"), "a.jsonx");
});

test("what the node says is made a sentence", () => {
  assert.equal(sentence("there is no record"), "There is no record.");
  assert.equal(sentence("hub.example cannot be reached"), "hub.example cannot be reached.");
  assert.equal(sentence("Is it running?"), "Is it running?");
});
