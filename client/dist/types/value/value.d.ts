export type Value = null | boolean | number | string | Value[] | Fields;
/** An object of JSON. Keys keep the order in which they came, as far as JavaScript keeps it. */
export interface Fields {
    [key: string]: Value;
}
export declare function isFields(value: Value | undefined): value is Fields;
export declare function same(left: Value, right: Value): boolean;
/** Sets a key of an object, `__proto__` too. */
export declare function setField(fields: Fields, key: string, value: Value): void;
/** The own field of an object, `undefined` if there is none. */
export declare function field(fields: Fields, key: string): Value | undefined;
/** An integer within ±2^53, both ends included. */
export declare function isInteger(value: Value | undefined): value is number;
/** Each value once, in the order in which they first stand. */
export declare function distinct(values: Value[]): Value[];
/** null < boolean < number < text < list < object; texts, lists and objects by canonical bytes. */
export declare function compareValues(left: Value, right: Value): number;
