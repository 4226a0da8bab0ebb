// Bytes and their texts: hex, base64url, base32 (spec/encoding.md, B). Each byte string has one.

import { refuse } from "./malformed.ts";

export type Bytes = Uint8Array<ArrayBuffer>;

export const NO_BYTES: Bytes = new Uint8Array(0);

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

export function concat(...parts: Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, at) => byte === right[at]);
}

/** Eight bytes, the highest first, for a number up to 2^53. */
export function numberBytes(number: number): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(number));
  return bytes;
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => HEX[byte]).join("");
}

/** Reads lower-case hex. */
export function fromHex(text: string): Bytes {
  if (!/^([0-9a-f]{2})*$/.test(text)) {
    refuse(`'${text}' is not lower-case hex`);
  }
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

export const toBase64url = (bytes: Uint8Array): string => digits(bytes, BASE64URL, 6);
export const toBase32 = (bytes: Uint8Array): string => digits(bytes, BASE32, 5);
export const fromBase64url = (text: string): Bytes => undigits(text, BASE64URL, 6);
export const fromBase32 = (text: string): Bytes => undigits(text, BASE32, 5);

function digits(bytes: Uint8Array, alphabet: string, width: number): string {
  let text = "";
  let bits = 0;
  let count = 0;
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xffff;
    for (count += 8; count >= width; count -= width) {
      text += alphabet.charAt((bits >> (count - width)) & ((1 << width) - 1));
    }
  }
  return count === 0
    ? text
    : text + alphabet.charAt((bits << (width - count)) & ((1 << width) - 1));
}

function undigits(text: string, alphabet: string, width: number): Bytes {
  const bytes = new Uint8Array(Math.floor((text.length * width) / 8));
  let bits = 0;
  let count = 0;
  let at = 0;
  for (const character of text) {
    const digit = alphabet.indexOf(character);
    if (digit < 0) {
      refuse(`'${text}' is not written as bytes are`);
    }
    bits = ((bits << width) | digit) & 0xffff;
    count += width;
    if (count >= 8) {
      count -= 8;
      bytes[at++] = (bits >> count) & 0xff;
    }
  }
  if (count >= width || (bits & ((1 << count) - 1)) !== 0) {
    refuse(`'${text}' is not written as bytes are`);
  }
  return bytes;
}
