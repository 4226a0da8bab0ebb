import { type Bytes } from "../value/bytes.ts";
import { type ReplicaId } from "../value/ids.ts";
import { type Grant } from "./charter.ts";
export declare const MAX_GROUP_LINES = 256;
export declare const MAX_GROUP_BYTES: number;
export declare const MAX_BODY_BYTES: number;
/** `key` and `grant` stand on a replica's first line, `sig` on the last of a group. A withheld line
 * has `hash`, of its body, or `run`, the number of lines it stands for. */
export interface Line {
    replica: ReplicaId;
    seq: number;
    key: string | undefined;
    grant: Grant | undefined;
    hash: string | undefined;
    run: number | undefined;
    sig: string | undefined;
    body: Bytes;
}
/** Reads a line, without its line feed. */
export declare function parseLine(line: Bytes): Line;
/** Its bytes with the line feed, header keys in the order of the format. Not for a run. */
export declare function lineBytes(line: Line): Bytes;
/** SHA-256 of its body, also where that is withheld. */
export declare function bodyHash(line: Line): Bytes;
/** The lines of bytes in which each ends with a line feed; refuses a last one that does not. */
export declare function splitLines(bytes: Bytes): Generator<Bytes>;
