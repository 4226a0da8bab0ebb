// How much a work counts for a post (spec/posts.md, Score): in integers, so that every machine has
// the same number.

import { refuse } from "../value/malformed.ts";
import { sha256 } from "../value/sha256.ts";
import { utf8 } from "../value/text.ts";
import { bytesOfId, type PostId } from "./post.ts";

/** What stands for a post: seconds since 1970, and a nonce. Both 0 to 2^32 - 1. */
export interface Work {
  time: number;
  nonce: number;
}

const FRAME = utf8("flock");
const FRACTION_BITS = 40n;
const UNIT_BITS = 20n;
const SECONDS_A_DOUBLING = 259_200n;

/** The score of this work for the post of this name: seconds since 1970, exact. */
export function score(id: PostId, work: Work): number {
  if (work.time >>> 0 !== work.time || work.nonce >>> 0 !== work.nonce) {
    refuse(`time and nonce of a work are 0 to 2^32 - 1, not ${work.time} and ${work.nonce}`);
  }
  return Number(unitsOf(work.time, rarity(bytesOfId(id), work))) / 2 ** Number(UNIT_BITS);
}

/** The first 4 bytes of the hash of post and work, as a number; the smaller, the rarer. */
export function rarity(id: Uint8Array, work: Work): number {
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setUint32(0, work.time);
  bytes.setUint32(4, work.nonce);
  const first = sha256(id, new Uint8Array(bytes.buffer)).reverse();
  return new DataView(sha256(FRAME, first, FRAME).buffer).getUint32(0);
}

/** The score of a work of this time whose hash begins with these 4 bytes, in units of 2^-20 s. */
export function unitsOf(time: number, rarity: number): bigint {
  const doublings = (32n << FRACTION_BITS) - log2(BigInt(rarity) + 1n);
  const bonus = (doublings * SECONDS_A_DOUBLING) >> (FRACTION_BITS - UNIT_BITS);
  return (BigInt(time) << UNIT_BITS) + bonus;
}

/** The binary logarithm of 1 to 2^32, times 2^40, rounded down: bit by bit, since squaring doubles
 * a logarithm. The mantissa has 63 bits after the point, what is beyond is cut off. */
function log2(number: bigint): bigint {
  let log = BigInt(number.toString(2).length - 1);
  let mantissa = number << (63n - log);
  for (let bit = 0n; bit < FRACTION_BITS; bit++) {
    const square = (mantissa * mantissa) >> 63n;
    const carried = square >> 64n;
    log = (log << 1n) | carried;
    mantissa = square >> carried;
  }
  return log;
}
