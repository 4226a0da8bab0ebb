// The chain hashes of one branch, one after the other.

import type { Bytes } from "../value/bytes.ts";

const HASH_BYTES = 32;

/** How many hashes a store keeps together. */
export const CHUNK = 256;

/** Only grows. Who holds an earlier end of it does not see what is added; adding at an earlier end
 * writes over what an abandoned transaction left there. */
export class Hashes {
  private bytes = new Uint8Array(HASH_BYTES);

  at(index: number): Bytes {
    return this.bytes.slice(index * HASH_BYTES, (index + 1) * HASH_BYTES);
  }

  set(index: number, hash: Uint8Array): void {
    const end = (index + 1) * HASH_BYTES;
    if (end > this.bytes.length) {
      const longer = new Uint8Array(Math.max(end, 2 * this.bytes.length));
      longer.set(this.bytes);
      this.bytes = longer;
    }
    this.bytes.set(hash.subarray(0, HASH_BYTES), index * HASH_BYTES);
  }

  /** The hashes of a chunk, of `length` in all. */
  chunk(number: number, length: number): Bytes {
    const end = Math.min((number + 1) * CHUNK, length);
    return this.bytes.slice(number * CHUNK * HASH_BYTES, end * HASH_BYTES);
  }

  putChunk(number: number, hashes: Uint8Array): void {
    for (let at = 0; at < hashes.length / HASH_BYTES; at++) {
      this.set(number * CHUNK + at, hashes.subarray(at * HASH_BYTES));
    }
  }
}
