import assert from "node:assert/strict";
import { test } from "node:test";
import { readBody } from "../../src/history/body.ts";
import { dotOf, headMessage, nextPlace, startOf } from "../../src/history/chain.ts";
import { grantBytes, grantMessage, parseCharter, parseGrant } from "../../src/history/charter.ts";
import * as own from "../../src/history/ed25519.ts";
import { verify } from "../../src/history/keys.ts";
import { lineBytes, parseLine } from "../../src/history/line.ts";
import type { Change, Write } from "../../src/record/change.ts";
import type { Seen } from "../../src/record/dot.ts";
import { compareKeys, keyOf, type Register } from "../../src/record/register.ts";
import { fromBase64url, fromHex, toHex } from "../../src/value/bytes.ts";
import { replicaOf } from "../../src/value/ids.ts";
import { Malformed } from "../../src/value/malformed.ts";
import { sha256 } from "../../src/value/sha256.ts";
import { fromUtf8, utf8 } from "../../src/value/text.ts";
import { timeText } from "../../src/value/time.ts";
import type { Value } from "../../src/value/value.ts";
import { bytesOfLine, vectors } from "./vectors.ts";

test("every chain has its hashes and signatures", async () => {
  interface ChainCase {
    charter: string;
    space: string;
    key: string;
    replica: string;
    grant: Value;
    grantBytes: string;
    bodies: string[];
    hashes: string[];
    marks: string[];
    messages: string[];
    signatures: string[];
  }
  for (const one of vectors<ChainCase>("chain.json")) {
    const charter = parseCharter(utf8(one.charter));
    assert.equal(charter.space, one.space);
    const key = fromBase64url(one.key);
    assert.equal(replicaOf(key), one.replica);
    const grant = one.grant === null ? undefined : parseGrant(one.grant);
    assert.equal(fromUtf8(grantBytes(grant)), one.grantBytes);
    if (grant) {
      const signature = fromBase64url(grant.sig);
      assert.ok(await verify({ key: charter.owner, message: grantMessage(grant), signature }));
    }
    let place = startOf(charter.space, one.replica, grant);
    assert.equal(toHex(place.hash), one.hashes[0]);
    for (const [at, body] of one.bodies.entries()) {
      place = nextPlace(place, sha256(utf8(body)));
      assert.equal(toHex(place.hash), one.hashes[at + 1]);
      assert.equal(dotOf(place).mark, one.marks[at + 1]);
      const message = headMessage(charter.space, place);
      assert.equal(toHex(message), one.messages[at]);
      assert.ok(await verify({ key, message, signature: fromBase64url(one.signatures[at]!) }));
    }
  }
});

interface SignatureCase {
  name: string;
  seed: string;
  key: string;
  message: string;
  signature: string;
  valid: boolean;
}

test("every signature is judged", async () => {
  for (const one of vectors<SignatureCase>("signatures.json")) {
    const [key, message] = [fromHex(one.key), fromHex(one.message)];
    const isValid = await verify({ key, message, signature: fromHex(one.signature) });
    assert.equal(isValid, one.valid, one.name);
  }
});

test("every signature is judged without WebCrypto's help", async () => {
  for (const one of vectors<SignatureCase>("signatures.json")) {
    const [key, message] = [fromHex(one.key), fromHex(one.message)];
    const isValid = await own.verify(key, message, fromHex(one.signature));
    assert.equal(isValid, one.valid, one.name);
    if (one.valid) {
      const seed = fromHex(one.seed);
      assert.equal(toHex(await own.publicKeyOf(seed)), one.key);
      assert.equal(toHex(await own.sign(seed, message)), one.signature);
    }
  }
});

test("every line is read or refused", () => {
  interface LineCase {
    name: string;
    line?: string;
    hex?: string;
    good: boolean;
    replica: string;
    seq: number;
    signed: boolean;
    withheld: number;
    body: string | null;
    bytes: number;
  }
  for (const one of vectors<LineCase>("lines.json")) {
    const bytes = bytesOfLine(one);
    if (!one.good) {
      assert.throws(() => parseLine(bytes), Malformed, one.name);
      continue;
    }
    const line = parseLine(bytes);
    const withheld = line.run ?? (line.hash === undefined ? 0 : 1);
    const read = [line.replica, line.seq, line.sig !== undefined, withheld];
    assert.deepEqual(read, [one.replica, one.seq, one.signed, one.withheld], one.name);
    if (one.body !== null) {
      assert.equal(new TextDecoder().decode(line.body), one.body);
    } else {
      assert.equal(line.body.length, one.bytes);
    }
    if (line.run === undefined) {
      assert.deepEqual(parseLine(lineBytes(line).slice(0, -1)), line);
    }
  }
});

interface BodyCase {
  name: string;
  body: string;
  verdict: string;
  time: string;
  types?: string[];
  changes: Value[];
}

test("every body is what its vector says", () => {
  for (const one of vectors<BodyCase>("bodies.json")) {
    const grant = one.types && { replica: "", sig: "", space: "", types: one.types };
    const reading = readBody(utf8(one.body), grant);
    const verdict = reading.verdict === "later" ? "held" : reading.verdict;
    assert.equal(verdict, one.verdict, `${one.name}: ${JSON.stringify(reading)}`);
    if (reading.verdict === "good") {
      assert.equal(timeText(reading.body.time), one.time);
      assert.deepEqual(reading.body.changes.map(toldChange), one.changes, one.name);
    }
  }
});

function toldChange(change: Change): unknown {
  const writes = [...change.writes].sort((left, right) =>
    compareKeys(keyOf(left.register), keyOf(right.register)),
  );
  const released = [...change.released].map(([name, dots]) => [name, dots.map(toldSeen)]);
  return {
    op: change.op,
    ...change.key,
    writes: writes.map(toldWrite),
    ...(released.length > 0 && { released: Object.fromEntries(released) as Value }),
  };
}

function toldWrite(write: Write): unknown {
  const absorbed = write.absorbed.map((one) => [...toldSeen(one.seen), one.total]);
  return {
    register: toldRegister(write.register),
    values: write.values,
    ...(write.over.length > 0 && { over: write.over.map(toldSeen) }),
    ...(write.was.length > 0 && { was: write.was }),
    ...(absorbed.length > 0 && { absorbed }),
  };
}

function toldSeen(seen: Seen): unknown[] {
  return [seen.tip.mark, seen.seq];
}

function toldRegister({ kind, property, element }: Register): string {
  return property + { presence: "", plain: "", total: "+", element: "=" }[kind] + element;
}
