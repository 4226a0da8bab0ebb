import type { Dot } from "../record/dot.ts";
import { type Bytes } from "../value/bytes.ts";
import type { Value } from "../value/value.ts";
import type { Message } from "./message.ts";
export declare const MAX_MESSAGE_BYTES: number;
/** A message, and its number within its session and direction. */
export interface Numbered {
    number: number;
    message: Message;
}
export declare function encode({ number, message }: Numbered): Bytes;
export declare function decode(bytes: Bytes): Numbered;
/** An integer from 0 to `most`. */
export declare function within(what: string, value: Value, most: number): number;
export declare function dotsIn(value: Value, most?: number): Dot[];
