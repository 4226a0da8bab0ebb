import type { Change, Op, RecordKey } from "../record/change.ts";
import { type Dot, type Lineage } from "../record/dot.ts";
import type { Absorbed, Entry } from "../record/entry.ts";
import { type LiveRecord } from "../record/live.ts";
import { type Time } from "../value/time.ts";
import { type Value } from "../value/value.ts";
/** Whose change it is. `saw`: what a client saw, nothing for everything; `ownTip`: the end of the
 * author's own chain, nothing before its first line. */
export interface Author {
    saw: Dot[] | undefined;
    ownTip: Dot | undefined;
    lineage: Lineage;
}
export declare class ChangeBuilder {
    private readonly live;
    private readonly author;
    /** The time of the newest entry replaced. */
    newest: Time | undefined;
    private readonly writes;
    private readonly released;
    constructor(live: LiveRecord, author: Author);
    private isSeen;
    /** True for an entry that the author's next line replaces without naming it. */
    isOwn(entry: Entry): boolean;
    private isReplaced;
    /** Writes a plain value. `absorbed`: for the base of a counter. */
    plain(property: string, value: Value, absorbed?: Absorbed[]): void;
    /** Writes null without telling what it replaced. */
    forget(property: string, absorbed: Absorbed[]): void;
    /** Puts several values back beside each other. */
    reopen(property: string, values: Value[]): void;
    /** Writes the running total of a counter. */
    total(property: string, sum: number): void;
    /** Writes an element of a set; a `false` that meets a newer `true` of the same replica, which the
     * client had not seen, becomes `true`. */
    element(property: string, text: string, isIn: boolean): void;
    /** Says that the record exists, beside what others say to the contrary. */
    exists(): void;
    /** Says whether the record is deleted, over everything that was seen. */
    settle(deleted: boolean): void;
    private presence;
    /** Puts deleted and not deleted back beside each other. */
    contest(): void;
    /** Lets go of all live elements of a set. */
    release(property: string): void;
    /** What a new base of the counter absorbs: every total its author saw. */
    absorbable(property: string): Absorbed[];
    /** True if a newer value of the author's own replica, unseen by the client, stands in the way. */
    meetsNewer(property: string, value: Value): boolean;
    private unseenOwnValues;
    private hashes;
    private noteReplaced;
    private write;
    get isEmpty(): boolean;
    build(op: Op, key: RecordKey): Change;
}
