import { type Body } from "../history/body.ts";
import { type Place } from "../history/chain.ts";
import type { Charter } from "../history/charter.ts";
import { type RecordKey } from "../record/change.ts";
import { type LiveRecord } from "../record/live.ts";
import { type TypeSchema } from "../schema/schema.ts";
import { type Bytes } from "../value/bytes.ts";
import { type Branch, Chains, type Origin } from "./chains.ts";
import type { Batch, HeadRow, Identity } from "./rows.ts";
import { type Reading, type State } from "./state.ts";
/** A line to be appended. Void lines and withheld ones say nothing. */
export interface NewLine {
    body: Bytes | undefined;
    hash: Bytes;
    said: Body | undefined;
    fault: string | undefined;
}
export declare class Writing implements Reading {
    private readonly state;
    readonly charter: Charter;
    readonly chains: Chains;
    head: HeadRow;
    private readonly before;
    private readonly changed;
    private readonly touched;
    private readonly lines;
    constructor(state: State);
    live(key: RecordKey): LiveRecord | undefined;
    schema(type: string): TypeSchema;
    /** A chain that begins. */
    addRoot(origin: Origin): Branch;
    /** A branch that leaves `parent` after this place. */
    addBranch(parent: Branch, { seq, hash }: Place): Branch;
    private put;
    /** Appends a line to the end of a branch, and carries its changes into the records. */
    append(branch: Branch, line: NewLine): Branch;
    private apply;
    /** Puts other live entries in place of those of a record. */
    replace(key: RecordKey, live: LiveRecord): void;
    /** Puts a signature to the last line. */
    sign(signature: Bytes): void;
    renew(identity: Identity): void;
    /** What is to be written; nothing, if nothing was. */
    batch(): Batch | undefined;
}
/** How a line is told whose body has these bytes. */
export declare function lineWith(body: Bytes, said: Body | undefined, fault?: string): NewLine;
