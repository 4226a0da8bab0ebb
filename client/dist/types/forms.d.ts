import type { Assign } from "./replica/edit.ts";
import type { Value } from "./value/value.ts";
/** A way to write a property other than giving it a value. */
export declare class Form {
    readonly assigns: (property: string) => Assign[];
    constructor(assigns: (property: string) => Assign[]);
}
/** Adds to a counter; what others add at the same time counts too. */
export declare function add(step: number): Form;
/** Puts elements into a set. */
export declare function put(...elements: string[]): Form;
/** Takes elements out of a set. */
export declare function drop(...elements: string[]): Form;
/** By property what is to be written; null unsets. */
export type Values = Record<string, Value | Form>;
export declare function assignsOf(values: Values): Assign[];
