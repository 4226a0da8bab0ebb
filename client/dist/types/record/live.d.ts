import type { Time } from "../value/time.ts";
import type { Change } from "./change.ts";
import { type Dot, type Lineage } from "./dot.ts";
import { type Entry } from "./entry.ts";
import { type Register } from "./register.ts";
/** By the keys of registers. No register is empty; entries stand in their order. Never altered. */
export type LiveRecord = ReadonlyMap<string, readonly Entry[]>;
export declare const NOTHING_LIVE: LiveRecord;
/** The changeset that a change is of. */
export interface Source {
    dot: Dot;
    time: Time;
}
/** The live entries of a register. */
export declare function liveOf(live: LiveRecord, register: Register): readonly Entry[];
/** The record after a change. */
export declare function after(live: LiveRecord, change: Change, source: Source, lineage: Lineage): LiveRecord;
