import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { fromBase64url, fromHex, toBase64url, toHex } from "../../src/value/bytes.ts";
import { fromBase32, toBase32 } from "../../src/value/bytes.ts";
import * as ids from "../../src/value/ids.ts";
import { canonical, parse, write } from "../../src/value/json.ts";
import { Malformed } from "../../src/value/malformed.ts";
import { sha256 } from "../../src/value/sha256.ts";
import { compareTexts, utf8, utf8Length } from "../../src/value/text.ts";
import { compareTimes, nextTime, parseTime, timeText } from "../../src/value/time.ts";
import { compareValues, same } from "../../src/value/value.ts";
import { vectors } from "./vectors.ts";

interface IdCase {
  kind: string;
  name: string;
  text: string;
  then: string;
  hex: string;
  json: string;
  mark: string;
  millis: number;
  count: number;
  accept?: boolean;
}

const TEXTS: Record<string, [(text: string) => Uint8Array, (bytes: Uint8Array) => string]> = {
  space: [(text) => fromHex(ids.parseSpaceId(text)), toHex],
  replica: [(text) => fromBase32(ids.parseReplicaId(text)), toBase32],
  base64url: [fromBase64url, toBase64url],
  hex: [fromHex, toHex],
};

const CHECKS: Record<string, (one: IdCase) => void> = {
  charter: (one) => assert.equal(ids.spaceOf(fromHex(one.hex)), one.text),
  key: (one) => assert.equal(ids.replicaOf(fromHex(one.hex)), one.text),
  time: (one) => {
    const time = parseTime(one.text);
    assert.deepEqual([time.millis, time.count], [one.millis, one.count]);
    assert.equal(timeText(time), one.text);
  },
  timeOrder: (one) => assert.ok(compareTimes(parseTime(one.text), parseTime(one.then)) < 0),
  timeNext: (one) => assert.equal(timeText(nextTime(parseTime(one.text))), one.then),
  valueHash: (one) => {
    assert.equal(ids.hashOf(parse(one.json)), one.text);
    assert.equal(toHex(fromBase64url(one.text)).slice(0, 16), one.mark);
  },
};

test("ids, times and hashes each have exactly one text", () => {
  for (const one of vectors<IdCase>("ids.json")) {
    const [read, print] = TEXTS[one.kind] ?? [];
    const check =
      read && print
        ? () =>
            assert.deepEqual([toHex(read(one.text)), print(fromHex(one.hex))], [one.hex, one.text])
        : () => CHECKS[one.kind]!(one);
    if (one.accept === false) {
      assert.throws(read ? () => read(one.text) : check, Malformed, one.name);
    } else {
      check();
    }
  }
});

test("JSON is read if and only if it is strict", () => {
  interface JsonCase {
    name: string;
    hex: string;
    accept: boolean;
    canonical: string;
  }
  for (const one of vectors<JsonCase>("json.json")) {
    const bytes = fromHex(one.hex);
    if (one.accept) {
      assert.equal(canonical(parse(bytes)), one.canonical, one.name);
    } else {
      assert.throws(() => parse(bytes), Malformed, one.name);
    }
  }
});

test("canonical JSON orders keys by their bytes", () => {
  for (const one of vectors<{ json: string; canonical: string }>("canonical.json")) {
    assert.equal(canonical(parse(one.json)), one.canonical);
  }
});

test("numbers are printed as ECMAScript prints them", () => {
  for (const one of vectors<{ bits: string; text: string }>("numbers.json")) {
    const number = new DataView(fromHex(one.bits).buffer).getFloat64(0);
    assert.equal(write(number), one.text);
    assert.equal(parse(one.text), number);
  }
});

test("values have one order", () => {
  const values = vectors<string>("order.json").map((text) => parse(text));
  values.forEach((left, i) =>
    values.forEach((right, j) => {
      assert.equal(Math.sign(compareValues(left, right)), Math.sign(i - j), `${i} ${j}`);
      assert.equal(same(left, right), i === j);
    }),
  );
});

test("what JSON cannot say is not written", () => {
  for (const value of [NaN, Infinity, "\ud800", [["\udc00"]], { "\ud800": 1 }]) {
    assert.throws(() => write(value), Malformed);
  }
  assert.throws(() => write(undefined as never), Malformed);
  assert.equal(write(-0), "0");
});

test("a key may be called __proto__", () => {
  assert.equal(write(parse('{"__proto__":{"a":1},"b":2}')), '{"__proto__":{"a":1},"b":2}');
});

test("hashes are those of a library, at every length near a block", () => {
  for (let length = 0; length < 300; length++) {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 7 + length) & 255);
    const parts = [bytes.subarray(0, length >> 1), bytes.subarray(length >> 1)];
    assert.equal(toHex(sha256(...parts)), createHash("sha256").update(bytes).digest("hex"));
  }
});

test("texts are measured and compared as their UTF-8 bytes", () => {
  const texts = ["", "a", "é", "\u{ffff}", "\u{e000}", "\u{10000}", "a\u{10ffff}", "zz"];
  for (const one of texts) {
    assert.equal(utf8Length(one), utf8(one).length);
    for (const other of texts) {
      const due = Buffer.compare(Buffer.from(one), Buffer.from(other));
      assert.equal(Math.sign(compareTexts(one, other)), due, `${one} ${other}`);
    }
  }
});
