import type { Change } from "../record/change.ts";
import { type Dot, type Lineage, type Seen } from "../record/dot.ts";
/** The same changes with tips as the format wants them. */
export declare function shorten(changes: Change[], lineage: Lineage): Change[];
/** The tips that changes name, sorted. */
export declare function tipsIn(changes: Change[]): Dot[];
/** Every dot that a change names. */
export declare function seenIn(change: Change): Seen[];
