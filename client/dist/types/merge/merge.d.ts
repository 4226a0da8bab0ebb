import { type Entry } from "../record/entry.ts";
import { type Value } from "../value/value.ts";
import type { Policy } from "./policy.ts";
/** agreed: one distinct live value · policy: it chose · healed: votes or knowledge settle it · open:
 * nothing does, and the value is the provisional winner. */
export type Standing = "agreed" | "policy" | "healed" | "open";
/** What a register shows, why, and all its live entries. */
export interface Shown {
    value: Value;
    standing: Standing;
    entries: readonly Entry[];
}
/** What a register with these live entries, in their order, shows under `policy`. */
export declare function show(entries: readonly Entry[], policy: Policy): Shown;
