import { type Dot } from "../record/dot.ts";
import { type Value } from "../value/value.ts";
import type { Body } from "./body.ts";
/** The text of a body. Its dots must be such that each tip is the highest dot named of its branch
 * (`shorten` makes them so). */
export declare function bodyText(body: Body): string;
/** `[replica, sequence, mark]`. */
export declare function dotValue(dot: Dot): Value;
