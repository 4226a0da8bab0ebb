// The row of hashes over a replica's bodies (spec/encoding.md, H).

import type { Dot } from "../record/dot.ts";
import { type Bytes, concat, fromBase32, fromHex, numberBytes, toHex } from "../value/bytes.ts";
import type { ReplicaId, SpaceId } from "../value/ids.ts";
import { sha256 } from "../value/sha256.ts";
import { utf8 } from "../value/text.ts";
import { type Grant, grantBytes } from "./charter.ts";

const START = utf8("skein/1 chain");
const HEAD = utf8("skein/1 head");
const MARK_BYTES = 8;

/** A point of a chain: the sequence and the chain hash there. */
export interface Place {
  replica: ReplicaId;
  seq: number;
  hash: Bytes;
}

/** The place before the first line. */
export function startOf(space: SpaceId, replica: ReplicaId, grant: Grant | undefined): Place {
  const granted = sha256(grantBytes(grant));
  return { replica, seq: 0, hash: sha256(START, fromHex(space), fromBase32(replica), granted) };
}

/** The place after one more line whose body has this hash. */
export function nextPlace(place: Place, bodyHash: Uint8Array): Place {
  return { ...place, seq: place.seq + 1, hash: sha256(place.hash, bodyHash) };
}

export function markOf(hash: Uint8Array): string {
  return toHex(hash.subarray(0, MARK_BYTES));
}

export function dotOf(place: Place): Dot {
  return { replica: place.replica, seq: place.seq, mark: markOf(place.hash) };
}

/** What a replica signs at a place. */
export function headMessage(space: SpaceId, { replica, seq, hash }: Place): Bytes {
  return concat(HEAD, fromHex(space), fromBase32(replica), numberBytes(seq), hash);
}
