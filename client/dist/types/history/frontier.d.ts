import { type Dot } from "../record/dot.ts";
/** Equal for equal frontiers (spec/exchange.md). */
export declare function digestOf(heads: Dot[]): string;
