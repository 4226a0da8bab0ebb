import { type Change } from "../record/change.ts";
import type { Dot } from "../record/dot.ts";
import { type Time } from "../value/time.ts";
import { type Composed } from "./composer.ts";
import type { Draft, Outcome } from "./edit.ts";
import { type Writing } from "./writing.ts";
/** What a draft comes to before it is written. */
export declare class Plan {
    readonly changes: Change[];
    readonly reasons: string[];
    readonly left: string[];
    newest: Time | undefined;
    add(composed: Composed): void;
}
/** Makes the plan of a draft that undoes a changeset. */
export type Undo = (dot: Dot, plan: Plan) => Promise<void>;
export declare class Committer {
    private readonly writing;
    private readonly nowMillis;
    private retired;
    private readonly undo;
    private unsignedLines;
    private unsignedBytes;
    /** `retired`: this replica's last line said that nothing follows. */
    constructor(writing: Writing, nowMillis: number, retired: boolean, undo: Undo);
    /** The end of the own chain. */
    get ownTip(): Dot | undefined;
    private own;
    /** Writes one draft, or nothing of it. */
    commit(draft: Draft): Promise<Outcome>;
    private planEdits;
    /** Why this replica may not write now. */
    private bar;
    private write;
    private limit;
    private bodyOf;
    /** The wall clock if it is later than everything replaced, else just after that. */
    private timeAfter;
    private append;
    /** Signs what has been written. */
    finish(): Promise<void>;
}
/** True if these are the bytes of a body that retires its replica. */
export declare function retires(bytes: Uint8Array | undefined): boolean;
