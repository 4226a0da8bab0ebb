import { type Value } from "./value.ts";
/** The strict JSON text of a value, keys as they stand. Refuses what JSON cannot say. */
export declare function write(value: Value): string;
/** The strict JSON text of a value, keys by their UTF-8 bytes: equal values have equal texts. */
export declare function canonical(value: Value): string;
/** Reads strict JSON. */
export declare function parse(json: Uint8Array | string): Value;
