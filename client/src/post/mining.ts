// Looks for work: tries nonces and keeps the best, a slice at a time, so that the page stays alive.

import { refuse } from "../value/malformed.ts";
import { bytesOfId, type PostId } from "./post.ts";
import { rarity, type Work } from "./score.ts";

export interface Search {
  /** How many nonces to try, 1 to 2^26; 1,000 unless it is said. */
  nonces?: number;
  /** Ends the search with the best until then; at least one nonce is tried. */
  signal?: AbortSignal;
  /** Told after each slice how many were tried. */
  onProgress?: (tried: number) => void;
  /** The time by which the work is dated, in milliseconds since 1970; the clock's. */
  nowMillis?: number;
  /** The nonce to begin with, 0 to 2^32 - 1; one that is drawn. The others follow it: no nonce is
   * likelier than another to be the best. */
  first?: number;
}

const MAX_NONCES = 2 ** 26;
const USUAL_NONCES = 1000;

/** Fresh work is dated so much back, so that clocks a little late take it as well. */
const BACK_SECONDS = 2;

/** So long a page may be kept from drawing and from what people type. */
const SLICE_MILLIS = 8;

/** The best work found for the post of this name. */
export async function findWork(id: PostId, search: Search = {}): Promise<Work> {
  const { nonces = USUAL_NONCES, nowMillis = Date.now(), first = drawn(), signal } = search;
  if (!Number.isInteger(nonces) || nonces < 1 || nonces > MAX_NONCES) {
    refuse(`1 to ${MAX_NONCES} nonces may be tried, not ${nonces}`);
  }
  const bytes = bytesOfId(id);
  const time = Math.floor(nowMillis / 1000) - BACK_SECONDS;
  let best: Work = { time, nonce: first };
  let rarest = rarity(bytes, best);
  let tried = 1;
  while (tried < nonces && !signal?.aborted) {
    const end = performance.now() + SLICE_MILLIS;
    while (tried < nonces && performance.now() < end) {
      const work = { time, nonce: (first + tried) >>> 0 };
      const found = rarity(bytes, work);
      if (found < rarest) {
        best = work;
        rarest = found;
      }
      tried++;
    }
    search.onProgress?.(tried);
    await breath();
  }
  return best;
}

function drawn(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]!;
}

/** Lets the page do what waits for it. After a timer, a tab in the background would go on only once
 * a second. */
function breath(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
