import { type Dot } from "../record/dot.ts";
import type { Plan } from "./committer.ts";
import type { Store } from "./store.ts";
import type { Writing } from "./writing.ts";
export declare class Undoing {
    private readonly writing;
    private readonly store;
    private readonly ownTip;
    constructor(writing: Writing, store: Store, ownTip: Dot | undefined);
    plan(undoes: Dot, plan: Plan): Promise<void>;
    /** True if a body is not here that the changeset may have replaced entries of. */
    private isBeforeForgotten;
    private undo;
}
