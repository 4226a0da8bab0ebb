import { type Dot, type Seen } from "../record/dot.ts";
import type { Value } from "../value/value.ts";
export declare class Tips {
    private readonly dots;
    private readonly highest;
    constructor(dots: Dot[]);
    /** Reads `[[index, sequence], …]`: not empty, sorted, unique. */
    list(what: string, value: Value): Seen[];
    seen(index: Value, sequence: Value): Seen;
    requireAllUsed(): void;
}
