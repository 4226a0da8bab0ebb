import { type Place } from "../history/chain.ts";
import type { Grant } from "../history/charter.ts";
import { type Line } from "../history/line.ts";
import type { Chains } from "./chains.ts";
import { type NewLine } from "./writing.ts";
export declare const DAY_MILLIS = 86400000;
/** What the lines are, each with its place; or the place of the one that must wait, and why. */
export type Verdict = {
    verdict: "ready";
    lines: NewLine[];
} | {
    verdict: "held";
    at: number;
    reason: string;
};
/** A group to be judged. `limit`: the grant that limits types. */
export interface Group {
    lines: Line[];
    places: Place[];
    limit: Grant | undefined;
}
export declare function judge(group: Group, chains: Chains, nowMillis: number): Verdict;
