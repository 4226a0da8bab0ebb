import type { Form } from "../merge/view.ts";
import { type Policy } from "../merge/policy.ts";
import { type Value } from "../value/value.ts";
/** Which values a kind takes. */
declare const TAKES: {
    any: () => boolean;
    text: (value: Value) => value is string;
    number: (value: Value) => value is number;
    integer: (value: Value) => boolean;
    boolean: (value: Value) => value is boolean;
    list: (value: Value) => value is Value[];
    object: (value: Value) => value is import("../index.ts").Fields;
};
export type ValueKind = keyof typeof TAKES;
/** `initial`: written at create when nothing is given, null for none. `allowed`: empty for no
 * limit. */
export interface PropertyRule {
    kind: ValueKind;
    form: Form;
    initial: Value;
    required: boolean;
    allowed: Value[];
    policy: Policy;
}
/** The rule of a property that no type describes. */
export declare const NO_RULE: PropertyRule;
export declare function readRule(value: Value): PropertyRule;
/** What is wrong with a value of `property`, a sentence; `undefined` if nothing is. */
export declare function faultOf(rule: PropertyRule, property: string, value: Value): string | undefined;
/** True if a value, or an element of a set, is among those allowed. */
export declare function isAllowed(rule: PropertyRule, value: Value): boolean;
export {};
