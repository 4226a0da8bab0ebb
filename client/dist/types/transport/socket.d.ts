import type { Replica } from "../replica/replica.ts";
import { type Told } from "./live.ts";
import type { Peer } from "./peer.ts";
/** Stays connected until the connection breaks or `signal` says so. True if it ever stood. */
export declare function stay(peer: Peer, replica: Replica, { told, signal }: {
    told: Told;
    signal: AbortSignal;
}): Promise<boolean>;
