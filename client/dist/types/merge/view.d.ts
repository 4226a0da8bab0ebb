import { type RecordKey } from "../record/change.ts";
import type { Lineage } from "../record/dot.ts";
import type { Entry } from "../record/entry.ts";
import { type LiveRecord } from "../record/live.ts";
import { type Fields, type Value } from "../value/value.ts";
import { type Shown, type Standing } from "./merge.ts";
import { type Policy } from "./policy.ts";
/** How a property was written. */
export type Form = "plain" | "counter" | "set";
/** `entries`: the live entries of the plain register, the candidates if it is open. */
export interface PropertyView {
    form: Form;
    value: Value;
    standing: Standing;
    entries: readonly Entry[];
}
/** `presence`: shows whether the record is deleted; open while a delete stands beside an update. */
export interface RecordView {
    key: RecordKey;
    exists: boolean;
    presence: Shown;
    properties: Map<string, PropertyView>;
}
/** What policies and chains say while views are made. */
export interface Rules {
    policy(property: string): Policy;
    lineage: Lineage;
}
export declare function viewOf(key: RecordKey, live: LiveRecord, rules: Rules): RecordView;
/** The shown values of the properties that are set. */
export declare function valuesOf(view: RecordView): Fields;
/** The properties in open conflict, `_deleted` for presence. */
export declare function openIn(view: RecordView): string[];
