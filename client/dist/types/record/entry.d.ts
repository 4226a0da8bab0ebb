import { type ValueHash } from "../value/ids.ts";
import { type Time } from "../value/time.ts";
import type { Value } from "../value/value.ts";
import { type Dot, type Seen } from "./dot.ts";
/** A total that a counter's base already contains. */
export interface Absorbed {
    seen: Seen;
    total: number;
}
/** `was`: hashes of the distinct values it replaced, sorted. `absorbed`: of a counter's base. */
export interface Entry {
    dot: Dot;
    time: Time;
    value: Value;
    was: ValueHash[];
    absorbed: Absorbed[];
}
/** Decides the provisional winner, `newest` and `oldest`, and nothing else. */
export declare function compareEntries(left: Entry, right: Entry): number;
/** True if its change replaced two or more different values. */
export declare function isDecision(entry: Entry): boolean;
/** True if its author knew `value` as one of those it replaced. */
export declare function knows(entry: Entry, value: Value): boolean;
/** The changesets that wrote these, without repetition, sorted. */
export declare function dotsOf(entries: readonly Entry[]): Dot[];
