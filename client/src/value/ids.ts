// Names made of hashes: spaces, replicas, marks, hashes of values (spec/encoding.md, B).

import { type Bytes, fromBase32, fromBase64url, toBase32, toBase64url, toHex } from "./bytes.ts";
import { canonical } from "./json.ts";
import { refuse } from "./malformed.ts";
import { sha256 } from "./sha256.ts";
import { utf8 } from "./text.ts";
import type { Value } from "./value.ts";

/** 40 hex digits. */
export type SpaceId = string;

/** 26 characters of base32, ordered by the 16 bytes they stand for. */
export type ReplicaId = string;

/** The first 8 bytes of a chain hash, 16 hex digits, in the order of their text. */
export type Mark = string;

/** The first 16 bytes of the hash of a value's canonical JSON, 22 characters of base64url. */
export type ValueHash = string;

export function spaceOf(charter: Uint8Array): SpaceId {
  return toHex(sha256(charter).subarray(0, 20));
}

export function replicaOf(key: Uint8Array): ReplicaId {
  return toBase32(sha256(key).subarray(0, 16));
}

export function parseSpaceId(text: string): SpaceId {
  return /^[0-9a-f]{40}$/.test(text) ? text : refuse(`'${text}' is no space id`);
}

export function parseReplicaId(text: string): ReplicaId {
  if (text.length !== 26) {
    refuse(`'${text}' is no replica id`);
  }
  fromBase32(text);
  return text;
}

export function parseMark(text: string): Mark {
  return /^[0-9a-f]{16}$/.test(text) ? text : refuse(`'${text}' is no mark`);
}

export function parseValueHash(text: string): ValueHash {
  return bytesOf(text, 16) && text;
}

/** Reads base64url of so many bytes. */
export function bytesOf(text: string, length: number): Bytes {
  const bytes = fromBase64url(text);
  return bytes.length === length ? bytes : refuse(`'${text}' is not ${length} bytes of base64url`);
}

export function hashOf(value: Value): ValueHash {
  return toBase64url(sha256(utf8(canonical(value))).subarray(0, 16));
}

/** By raw bytes; in texts of base32 that is letters before digits. */
export function compareReplicas(left: ReplicaId, right: ReplicaId): number {
  for (let at = 0; at < left.length; at++) {
    if (left[at] !== right[at]) {
      return digit(left, at) - digit(right, at);
    }
  }
  return 0;
}

function digit(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 97 ? code + 128 : code;
}
