import { type Line } from "../history/line.ts";
import type { Dot } from "../record/dot.ts";
import type { LiveDots } from "../replica/shallow.ts";
import type { ReplicaId } from "../value/ids.ts";
import type { Page } from "./message.ts";
/** The good lines before the first fault, and the live dots after them. */
export interface Parsed {
    lines: Line[];
    records: LiveDots[];
    fault: string | undefined;
}
export declare class Intake {
    private readonly asked;
    private linesLeft;
    /** `asked`: nothing for all replicas. */
    private constructor();
    static ofAll(): Intake;
    /** As many lines as the offered heads can stand for. */
    static of(asked: Set<ReplicaId>, offered: Dot[]): Intake;
    parse(page: Page): Parsed;
    private read;
    private line;
}
