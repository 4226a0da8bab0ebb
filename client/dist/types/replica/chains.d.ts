import { type Place } from "../history/chain.ts";
import type { Grant } from "../history/charter.ts";
import { type Dot, type Lineage, type Seen } from "../record/dot.ts";
import type { Bytes } from "../value/bytes.ts";
import type { ReplicaId } from "../value/ids.ts";
import { Hashes } from "./hashes.ts";
/** Who writes a chain. `key` in base64url. */
export interface Origin {
    replica: ReplicaId;
    key: string;
    grant?: Grant;
}
/** One history of a replica, from sequence `from` on; what comes before stands on `parent`, a branch
 * of the same replica, 0 for none. `head`: the last sequence; `start`: the chain hash before the
 * first line; `millis`: when the last good line was made. Never altered. */
export interface Branch {
    id: number;
    origin: Origin;
    parent: number;
    from: number;
    head: number;
    start: Bytes;
    hashes: Hashes;
    millis: number;
}
export declare class Chains implements Lineage {
    private readonly byId;
    private readonly byReplica;
    constructor(branches: Iterable<Branch>);
    /** Takes note of a branch that is new or longer. */
    put(branch: Branch): void;
    all(): IterableIterator<Branch>;
    get size(): number;
    branch(id: number): Branch | undefined;
    of(replica: ReplicaId): Branch[];
    /** The place at `seq` on this very branch; also the one before its first line. */
    place(branch: Branch, seq: number): Place | undefined;
    /** The branch on which `dot` itself stands. */
    branchOf(dot: Dot): Branch | undefined;
    /** True if this changeset has been integrated here. */
    has(dot: Dot): boolean;
    /** The branch on which the chain that ends in `branch` has its sequence `seq`. */
    covering(branch: Branch, seq: number): Branch;
    onChain(dot: Dot, tip: Dot): boolean;
    reaches(seen: Seen, tip: Dot): boolean;
    /** The same name told by the changeset itself, not by a later one of its chain. */
    direct(seen: Seen): Seen;
    private dotAt;
    /** The ends of all chains, sorted. */
    heads(): Dot[];
    /** Places of a replica's chains for somebody who looks for the last one that both have: on each
     * branch the head, the places 1, 2, 4, 8 … before it, and the first. Sorted. */
    points(replica: ReplicaId): Dot[];
}
