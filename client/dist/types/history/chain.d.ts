import type { Dot } from "../record/dot.ts";
import { type Bytes } from "../value/bytes.ts";
import type { ReplicaId, SpaceId } from "../value/ids.ts";
import { type Grant } from "./charter.ts";
/** A point of a chain: the sequence and the chain hash there. */
export interface Place {
    replica: ReplicaId;
    seq: number;
    hash: Bytes;
}
/** The place before the first line. */
export declare function startOf(space: SpaceId, replica: ReplicaId, grant: Grant | undefined): Place;
/** The place after one more line whose body has this hash. */
export declare function nextPlace(place: Place, bodyHash: Uint8Array): Place;
export declare function markOf(hash: Uint8Array): string;
export declare function dotOf(place: Place): Dot;
/** What a replica signs at a place. */
export declare function headMessage(space: SpaceId, { replica, seq, hash }: Place): Bytes;
