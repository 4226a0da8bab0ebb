// What a store keeps, in the form in which it keeps it: plain data, that a structured clone can copy.

import type { Secret } from "../history/keys.ts";
import type { Dot } from "../record/dot.ts";
import type { Bytes } from "../value/bytes.ts";
import type { ReplicaId } from "../value/ids.ts";
import type { Origin } from "./chains.ts";

/** Under which name a replica writes. */
export interface Identity {
  origin: Origin;
  secret: Secret;
}

/** Of the whole replica. `number`: of the last line; `order`: of the last change of a record. */
export interface HeadRow {
  charter: string;
  epoch: string;
  identity: Identity;
  number: number;
  order: number;
}

export interface BranchRow {
  id: number;
  origin: Origin;
  parent: number;
  from: number;
  head: number;
  start: Bytes;
  millis: number;
}

/** The chain hashes of a branch, `CHUNK` of them. */
export interface ChunkRow {
  branch: number;
  chunk: number;
  hashes: Bytes;
}

/** A changeset. `body` is missing, and `hash` there, if it is withheld; `fault`: why it is void;
 * `records`: the records it changed. */
export interface LineRow {
  number: number;
  branch: number;
  seq: number;
  dot: Dot;
  body?: Bytes;
  hash?: string;
  sig?: string;
  fault?: string;
  records: string[];
}

/** A record. `live`: its live entries, written by `packLive`. */
export interface RecordRow {
  key: string;
  order: number;
  live: string;
}

/** What a replica remembers of a peer, by its address. `since`: where its log ended at the last pull.
 * `sent`: the last of our lines that it has. */
export interface PeerRow {
  address: string;
  since?: Since;
  sent?: { replica: ReplicaId; seq: number };
}

/** An attachment by the SHA-256 of its bytes. `at`: the addresses of the peers that have it. */
export interface BlobRow {
  sha: string;
  blob: Blob;
  at: string[];
}

/** Where the log of a sender ended. */
export interface Since {
  epoch: string;
  number: number;
}

/** What a transaction writes: all of it or nothing. */
export interface Batch {
  head: HeadRow;
  branches: BranchRow[];
  chunks: ChunkRow[];
  lines: LineRow[];
  records: RecordRow[];
}

/** How far somebody knows what a store holds: an order, the number of the last line, and the heads
 * of branches by their ids. */
export interface Known {
  number: number;
  order: number;
  heads: Map<number, number>;
}

/** What a store holds beyond what is known. */
export interface Contents {
  head: HeadRow;
  branches: BranchRow[];
  chunks: ChunkRow[];
  records: RecordRow[];
}
