// SHA-256 (FIPS 180-4). WebCrypto has it too, but only as a promise: merging and writing need
// hashes in the middle of what must happen at once, and a transaction of IndexedDB ends as soon as
// one waits for anything else. Signatures, which are rare, come from WebCrypto.

import { type Bytes, concat } from "./bytes.ts";

const K = roots(64, 1 / 3);
const START = roots(8, 1 / 2);
const BLOCK = 64;

/** The first 32 bits of the fractions of these roots of the first primes. */
function roots(count: number, power: number): Int32Array {
  const words = new Int32Array(count);
  let found = 0;
  for (let number = 2; found < count; number++) {
    if (isPrime(number)) {
      const root = number ** power;
      words[found++] = ((root - Math.floor(root)) * 2 ** 32) | 0;
    }
  }
  return words;
}

function isPrime(number: number): boolean {
  for (let divisor = 2; divisor * divisor <= number; divisor++) {
    if (number % divisor === 0) {
      return false;
    }
  }
  return true;
}

const BLOCK_WORDS = new Int32Array(64);
const END = Uint8Array.of(0x80);

/** The hash of these parts, one after the other. */
export function sha256(...parts: Uint8Array[]): Bytes {
  const bytes = concat(...parts, END);
  const end = bytes.length + 8;
  const bits = 8 * (bytes.length - 1);
  const state = START.slice();
  for (let block = 0; block < end; block += BLOCK) {
    for (let i = 0; i < 16; i++) {
      BLOCK_WORDS[i] = word(bytes, block + 4 * i);
    }
    if (block + BLOCK >= end) {
      BLOCK_WORDS[14] = bits / 2 ** 32;
      BLOCK_WORDS[15] = bits;
    }
    mix(state);
  }
  return new Uint8Array(32).map((_, at) => state[at >> 2]! >> (24 - 8 * (at & 3)));
}

/** The 32 bits that begin here, without the `DataView` that would take each small array off the
 * engine's heap; 0 beyond the end. */
function word(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
}

function turned(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

/** Mixes the block that is in `BLOCK_WORDS` in. */
function mix(state: Int32Array): void {
  const words = BLOCK_WORDS;
  for (let i = 16; i < 64; i++) {
    const before = words[i - 15]!;
    const last = words[i - 2]!;
    const s0 = turned(before, 7) ^ turned(before, 18) ^ (before >>> 3);
    const s1 = turned(last, 17) ^ turned(last, 19) ^ (last >>> 10);
    words[i] = (words[i - 16]! + s0 + words[i - 7]! + s1) | 0;
  }
  let [a, b, c, d] = [state[0]!, state[1]!, state[2]!, state[3]!];
  let [e, f, g, h] = [state[4]!, state[5]!, state[6]!, state[7]!];
  for (let i = 0; i < 64; i++) {
    const s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const one = (h + s1 + ((e & f) ^ (~e & g)) + K[i]! + words[i]!) | 0;
    const s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, at) => (state[at] = state[at]! + word));
}
