import type { ValueHash } from "../value/ids.ts";
import type { Value } from "../value/value.ts";
import type { Seen } from "./dot.ts";
import type { Absorbed } from "./entry.ts";
import type { Register } from "./register.ts";
export declare const OPS: readonly ["create", "update", "delete", "purge"];
export type Op = (typeof OPS)[number];
/** The name of a record in a space. */
export interface RecordKey {
    type: string;
    id: string;
}
/** One register written. `values`: one, or several that are reopened. `over`: the dots whose
 * entries it replaces, besides its replica's own. */
export interface Write {
    register: Register;
    values: Value[];
    over: Seen[];
    was: ValueHash[];
    absorbed: Absorbed[];
}
/** `writes` always hold one of presence. `released`: per set property, the dots whose elements a
 * purge lets go. */
export interface Change {
    op: Op;
    key: RecordKey;
    writes: Write[];
    released: Map<string, Seen[]>;
}
/** True if the op leaves the record deleted. */
export declare function deletes(op: Op): boolean;
/** True for types of the system, whose records are always `ask`. */
export declare function isSystem(type: string): boolean;
/** A text that tells a record from all others of its space. */
export declare function recordText(key: RecordKey): string;
/** A record as people read it. */
export declare function nameOf(key: RecordKey): string;
export declare function checkKey(key: RecordKey): RecordKey;
/** Checks the name of a type, a property or an element; `what` says which in the message. */
export declare function checkName(what: "type" | "property" | "element", name: string): string;
