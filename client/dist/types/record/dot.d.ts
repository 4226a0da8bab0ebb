import { type Mark, type ReplicaId } from "../value/ids.ts";
/** The name of a changeset: the mark tells the branches of a forked replica apart. */
export interface Dot {
    replica: ReplicaId;
    seq: number;
    mark: Mark;
}
/** A dot as a body names it: sequence `seq` on the chain that ends in `tip`, an element of `of`. */
export interface Seen {
    tip: Dot;
    seq: number;
}
/** What is known of the chains of replicas; answers only for integrated changesets. */
export interface Lineage {
    /** True if `dot` stands on the chain that ends in `tip`. */
    onChain(dot: Dot, tip: Dot): boolean;
    /** True if the changeset that `seen` names stands on the chain that ends in `tip`. */
    reaches(seen: Seen, tip: Dot): boolean;
}
export declare function dotText(dot: Dot): string;
export declare function sameDot(left: Dot, right: Dot): boolean;
/** By replica (raw bytes), sequence, mark. */
export declare function compareDots(left: Dot, right: Dot): number;
export declare function compareSeen(left: Seen, right: Seen): number;
/** Compares texts of ASCII. */
export declare function compareAscii(left: string, right: string): number;
/** The name of a changeset by its own dot. */
export declare function itself(dot: Dot): Seen;
/** True if `seen` names `dot`. */
export declare function names(seen: Seen, dot: Dot, lineage: Lineage): boolean;
/** The same without repetition, sorted. */
export declare function sortedUnique<T>(items: T[], compare: (left: T, right: T) => number): T[];
