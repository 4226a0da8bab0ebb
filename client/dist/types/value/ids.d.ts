import { type Bytes } from "./bytes.ts";
import type { Value } from "./value.ts";
/** 40 hex digits. */
export type SpaceId = string;
/** 26 characters of base32, ordered by the 16 bytes they stand for. */
export type ReplicaId = string;
/** The first 8 bytes of a chain hash, 16 hex digits, in the order of their text. */
export type Mark = string;
/** The first 16 bytes of the hash of a value's canonical JSON, 22 characters of base64url. */
export type ValueHash = string;
export declare function spaceOf(charter: Uint8Array): SpaceId;
export declare function replicaOf(key: Uint8Array): ReplicaId;
export declare function parseSpaceId(text: string): SpaceId;
export declare function parseReplicaId(text: string): ReplicaId;
export declare function parseMark(text: string): Mark;
export declare function parseValueHash(text: string): ValueHash;
/** Reads base64url of so many bytes. */
export declare function bytesOf(text: string, length: number): Bytes;
export declare function hashOf(value: Value): ValueHash;
/** By raw bytes; in texts of base32 that is letters before digits. */
export declare function compareReplicas(left: ReplicaId, right: ReplicaId): number;
