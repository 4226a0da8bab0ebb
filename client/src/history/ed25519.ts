// Ed25519 (RFC 8032) for browsers whose WebCrypto lacks it. A file of its own, fetched only there.
// Slow, and not in constant time: what it protects is a page's own key on its user's machine.

import { type Bytes, concat } from "../value/bytes.ts";

const P = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const D = modulo(-121665n * inverse(121666n));
const ROOT = power(2n, (P - 1n) / 4n);
const SIGN_BIT = 2n ** 255n;

/** A point in extended coordinates: x = X/Z, y = Y/Z, xy = T/Z. */
type Point = [X: bigint, Y: bigint, Z: bigint, T: bigint];

const NEUTRAL: Point = [0n, 1n, 1n, 0n];
const BASE = decoded(modulo(4n * inverse(5n)))!;

function modulo(number: bigint, by = P): bigint {
  const rest = number % by;
  return rest < 0n ? rest + by : rest;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let square = base, left = exponent; left > 0n; left >>= 1n) {
    result = left & 1n ? (result * square) % P : result;
    square = (square * square) % P;
  }
  return result;
}

function inverse(number: bigint): bigint {
  return power(modulo(number), P - 2n);
}

function sum([x1, y1, z1, t1]: Point, [x2, y2, z2, t2]: Point): Point {
  const a = modulo((y1 - x1) * (y2 - x2));
  const b = modulo((y1 + x1) * (y2 + x2));
  const c = modulo(2n * D * t1 * t2);
  const d = modulo(2n * z1 * z2);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [modulo(e * f), modulo(g * h), modulo(f * g), modulo(e * h)];
}

function times(scalar: bigint, point: Point): Point {
  let result = NEUTRAL;
  for (let double = point, left = scalar; left > 0n; left >>= 1n) {
    result = left & 1n ? sum(result, double) : result;
    double = sum(double, double);
  }
  return result;
}

/** y, and the lowest bit of x as the highest. */
function encoded([x, y, z]: Point): Bytes {
  const inverted = inverse(z);
  const odd = modulo(x * inverted) & 1n;
  return bytesOf(modulo(y * inverted) | (odd ? SIGN_BIT : 0n));
}

/** The point with this encoding, `undefined` if there is none. */
function decoded(written: bigint): Point | undefined {
  const y = written & (SIGN_BIT - 1n);
  const square = modulo((y * y - 1n) * inverse(D * y * y + 1n));
  let x = power(square, (P + 3n) / 8n);
  x = modulo(x * x - square) === 0n ? x : modulo(x * ROOT);
  const odd = written >= SIGN_BIT ? 1n : 0n;
  if (y >= P || modulo(x * x - square) !== 0n || (x === 0n && odd === 1n)) {
    return undefined;
  }
  x = (x & 1n) === odd ? x : P - x;
  return [x, y, 1n, modulo(x * y)];
}

/** The lowest byte first. */
function bytesOf(number: bigint): Bytes {
  return Uint8Array.from({ length: 32 }, (_, at) => Number((number >> BigInt(8 * at)) & 255n));
}

function numberOf(bytes: Uint8Array): bigint {
  return bytes.reduceRight((number, byte) => number * 256n + BigInt(byte), 0n);
}

async function hash(...parts: Uint8Array[]): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest("SHA-512", concat(...parts)));
}

async function scalarOf(...parts: Uint8Array[]): Promise<bigint> {
  return modulo(numberOf(await hash(...parts)), ORDER);
}

/** The secret scalar, and what makes signatures differ, of 32 secret bytes. */
async function expanded(seed: Uint8Array): Promise<{ scalar: bigint; prefix: Bytes }> {
  const hashed = await hash(seed);
  const low = numberOf(hashed.subarray(0, 32)) & (2n ** 254n - 8n);
  return { scalar: low | (2n ** 254n), prefix: hashed.slice(32) };
}

export async function publicKeyOf(seed: Uint8Array): Promise<Bytes> {
  return encoded(times((await expanded(seed)).scalar, BASE));
}

export async function sign(seed: Uint8Array, message: Uint8Array): Promise<Bytes> {
  const { scalar, prefix } = await expanded(seed);
  const key = encoded(times(scalar, BASE));
  const nonce = await scalarOf(prefix, message);
  const point = encoded(times(nonce, BASE));
  const challenge = await scalarOf(point, key, message);
  return concat(point, bytesOf(modulo(nonce + challenge * scalar, ORDER)));
}

export async function verify(
  key: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const point = key.length === 32 ? decoded(numberOf(key)) : undefined;
  const scalar = numberOf(signature.subarray(32));
  if (!point || signature.length !== 64 || scalar >= ORDER) {
    return false;
  }
  const start = signature.subarray(0, 32);
  const challenge = await scalarOf(start, key, message);
  const due = sum(times(scalar, BASE), times(ORDER - challenge, point));
  return encoded(due).every((byte, at) => byte === start[at]);
}
