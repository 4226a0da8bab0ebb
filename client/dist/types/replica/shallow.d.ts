import type { Line } from "../history/line.ts";
import type { RecordKey } from "../record/change.ts";
import { type Dot } from "../record/dot.ts";
import { type Received } from "./integrator.ts";
import type { Writing } from "./writing.ts";
/** Whose entries stand live in each register of a record at a sender, by the keys of registers.
 * Totals are not told. */
export interface LiveDots {
    key: RecordKey;
    live: Map<string, Dot[]>;
}
/** Whole groups of lines, the live dots of each record that they changed, and the heads of the
 * sender when it looked them up. */
export interface ShallowPage {
    lines: Line[];
    records: LiveDots[];
    frontier: Dot[];
}
/** Thrown to take a transaction back: something of the transfer cannot be integrated now. */
export declare class NotTaken extends Error {
    readonly received: Received;
    constructor(received: Received);
}
export declare function intake(writing: Writing, pages: ShallowPage[], nowMillis: number): Promise<Received>;
