import type { Lineage } from "../record/dot.ts";
import type { Entry } from "../record/entry.ts";
import { type Value } from "../value/value.ts";
import type { Shown } from "./merge.ts";
export declare class Counter {
    private readonly base;
    private readonly totals;
    private readonly lineage;
    private readonly absorbed;
    constructor(base: Shown, totals: readonly Entry[], lineage: Lineage);
    /** A number; text beyond 2^53, where numbers are no longer exact. */
    value(): Value;
    /** What the shown base has absorbed of the chain of `total`: the latest, of several. */
    private absorbedOf;
    /** True while branches of one replica both count and a shared part may count twice: until the
     * shown base has absorbed, on each branch, a total that stands on no other. */
    isOpen(): boolean;
    private absorbsApart;
}
