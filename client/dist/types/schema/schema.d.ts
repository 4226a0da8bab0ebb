import { type RecordView } from "../merge/view.ts";
import type { RecordKey } from "../record/change.ts";
import { type PropertyRule } from "./rule.ts";
/** The type of the records that describe types; their id is the type's name. */
export declare const TYPE = "_type";
export declare class TypeSchema {
    readonly rules: ReadonlyMap<string, PropertyRule>;
    constructor(rules: ReadonlyMap<string, PropertyRule>);
    rule(property: string): PropertyRule;
}
export declare const NO_SCHEMA: TypeSchema;
export declare function schemaKey(type: string): RecordKey;
/** Reads a `_type` record; while a description is in conflict, its provisional value rules. */
export declare function readSchema(view: RecordView): TypeSchema;
