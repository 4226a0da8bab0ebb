// Texts as UTF-8, without copying them where possible.

import type { Bytes } from "./bytes.ts";
import { refuse } from "./malformed.ts";

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const LONE_SURROGATE = /\p{Surrogate}/u;

export function utf8(text: string): Bytes {
  return ENCODER.encode(text);
}

/** Reads UTF-8; a byte order mark is a character like any other. */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return DECODER.decode(bytes);
  } catch {
    return refuse("the text is not UTF-8");
  }
}

/** True if no half of a pair of surrogates stands alone, which UTF-8 cannot write. */
export function isWellFormed(text: string): boolean {
  return !LONE_SURROGATE.test(text);
}

/** How many bytes of UTF-8 a text has. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    // A pair of surrogates has four bytes: two for each half.
    length += unit < 0x80 ? 0 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2;
  }
  return length;
}

/** Compares by UTF-8 bytes, which is by code point: surrogates come after U+FFFF. */
export function compareTexts(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const one = left.charCodeAt(at);
    const other = right.charCodeAt(at);
    if (one !== other) {
      return rank(one) - rank(other);
    }
  }
  return left.length - right.length;
}

function rank(unit: number): number {
  return unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
