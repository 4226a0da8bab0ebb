import assert from "node:assert/strict";
import { test } from "node:test";
import { findWork, postId, score } from "../../src/post/index.ts";
import { bodyOf, bytesOfId } from "../../src/post/post.ts";
import { rarity, unitsOf, type Work } from "../../src/post/score.ts";
import { fromHex, toHex } from "../../src/value/bytes.ts";
import { Malformed } from "../../src/value/malformed.ts";
import { utf8 } from "../../src/value/text.ts";
import { vectors } from "./vectors.ts";

interface PostCase {
  name: string;
  type: string;
  data: string;
  body: string;
  id: string;
  works: (Work & { units: number; score: number })[];
}

test("every post has its body, its name and its scores", () => {
  for (const one of vectors<PostCase>("posts.json")) {
    const data = fromHex(one.data);
    assert.equal(toHex(bodyOf(one.type, data)), one.body, one.name);
    assert.equal(postId(one.type, data), one.id, one.name);
    for (const work of one.works) {
      assert.equal(unitsOf(work.time, rarity(bytesOfId(one.id), work)), BigInt(work.units));
      assert.equal(score(one.id, work), work.score, one.name);
    }
  }
});

test("every hash counts for its score", () => {
  for (const one of vectors<Work & { name: string; rarity: number; units: number }>(
    "scores.json",
  )) {
    assert.equal(unitsOf(one.time, one.rarity), BigInt(one.units), one.name);
  }
});

test("what is no post has no name", () => {
  for (const type of ["", "x".repeat(256), "text/plän", "a\n"]) {
    assert.throws(() => postId(type, utf8("data")), Malformed, type);
  }
  const most = 2 ** 20 - 2;
  assert.equal(postId("x", new Uint8Array(most)).length, 44);
  assert.throws(() => postId("x", new Uint8Array(most + 1)), Malformed);
  const id = postId("x", utf8("data"));
  for (const wrong of ["", id.slice(1), `${id}=`, `${id.slice(0, 42)}B=`, `-${id.slice(1)}`]) {
    assert.throws(() => score(wrong, { time: 1, nonce: 1 }), Malformed, wrong);
  }
});

test("what is no work has no score", () => {
  for (const wrong of [-1, 2 ** 32, 0.5, NaN]) {
    assert.throws(() => score(ID, { time: wrong, nonce: 1 }), Malformed, `${wrong}`);
    assert.throws(() => score(ID, { time: 1, nonce: wrong }), Malformed, `${wrong}`);
  }
});

const ID = postId("text/plain", utf8("hello"));

test("of all nonces that are tried the best is kept, dated two seconds back", async () => {
  const seen: number[] = [];
  const nonces = 5000;
  const first = 2 ** 32 - 2000; // after the last comes 0
  const found = await findWork(ID, {
    nonces,
    nowMillis: 1_795_254_002_999,
    first,
    onProgress: (tried) => seen.push(tried),
  });
  const all = Array.from({ length: nonces }, (_, at) => {
    return { time: 1_795_254_000, nonce: (first + at) % 2 ** 32 };
  });
  const best = all.reduce((one, other) => (score(ID, other) > score(ID, one) ? other : one));
  assert.deepEqual(found, best);
  assert.equal(seen.at(-1), nonces);
  assert.deepEqual(
    seen,
    seen.toSorted((one, other) => one - other),
  );
});

test("a search gives the page its turn, and ends when it is told to, with the best", async () => {
  const stop = new AbortController();
  let turns = 0;
  const turn = () => {
    turns++;
    if (turns === 3) {
      stop.abort();
    } else {
      setImmediate(turn);
    }
  };
  setImmediate(turn);
  let tried = 0;
  const { signal } = stop;
  const onProgress = (now: number) => (tried = now);
  const found = await findWork(ID, { nonces: 2 ** 26, first: 0, signal, onProgress });
  assert.equal(turns, 3);
  assert.ok(found.nonce < tried && tried < 2 ** 26);
  const done = await findWork(ID, { nonces: 2 ** 26, first: 7, signal });
  assert.equal(done.nonce, 7, "one is tried in any case");
});

test("a search has a number of nonces, and by itself draws them and asks the clock", async () => {
  for (const nonces of [0, -1, 1.5, NaN, 2 ** 26 + 1]) {
    await assert.rejects(findWork(ID, { nonces }), Malformed);
  }
  const before = Math.floor(Date.now() / 1000) - 2;
  const { time, nonce } = await findWork(ID);
  assert.ok(time >= before && time <= Date.now() / 1000 - 2);
  assert.ok(Number.isInteger(nonce) && nonce >= 0 && nonce < 2 ** 32);
});
