import { type Fields, type Value } from "../value/value.ts";
/** Strict JSON that is an object. */
export declare function parseShape(what: string, json: Uint8Array | string): Shape;
export declare class Shape {
    private readonly what;
    readonly fields: Fields;
    constructor(what: string, value: Value);
    onlyKeys(...known: string[]): void;
    has(key: string): boolean;
    value(key: string): Value;
    text(key: string): string;
    flag(key: string): boolean;
    integer(key: string): number;
    items(key: string): Value[];
    /** What `read` makes of a field, `undefined` if there is none. */
    maybe<T>(key: string, read: (value: Value) => T): T | undefined;
    /** The fields of the object under `key`, none if there is none; an empty one is refused. */
    members(key: string): [string, Value][];
}
export declare function text(what: string, value: Value | undefined): string;
export declare function integer(what: string, value: Value | undefined): number;
export declare function positive(what: string, value: Value | undefined): number;
export declare function items(what: string, value: Value | undefined): Value[];
/** A list of exactly so many items. */
export declare function tuple(what: string, value: Value, length: number): Value[];
/** Requires that items stand in order, none twice, and at least one. */
export declare function inOrder<T>(what: string, list: T[], compare: (left: T, right: T) => number): T[];
