import { type Change, type RecordKey, type Write } from "../record/change.ts";
import { type Dot } from "../record/dot.ts";
import { type Absorbed } from "../record/entry.ts";
import { type Value } from "../value/value.ts";
import type { Chains } from "./chains.ts";
import type { LineRow } from "./rows.ts";
/** Before which changeset of which record. */
interface Point {
    key: RecordKey;
    dot: Dot;
    lineage: Chains;
}
export declare class Past {
    readonly dot: Dot;
    private readonly entries;
    private readonly lineage;
    private before;
    constructor(history: LineRow[], { key, dot, lineage }: Point);
    private collect;
    /** What presence held before the change: nothing, one of false and true, or both. */
    presenceBefore(change: Change): Value[];
    /** The distinct values that a write replaced: told by `was` where it has one; otherwise those of
     * the dots it names and of its replica's own entry, if that still stood. An element without `was`
     * replaced nothing: an earlier entry of its own may have been released by a purge. */
    replaced(write: Write): Value[];
    private replacedEntries;
    private isReplaced;
    /** The running total that the changeset's own chain held before. */
    totalBefore(register: string): number;
    /** What the earlier base with this value had absorbed. */
    absorbedBefore(write: Write, value: Value): Absorbed[];
    /** The elements, with their properties, that a purge let go of while they were in the set. */
    released(purge: Change): [property: string, element: string][];
}
export declare function numberIn(value: Value): number;
export {};
