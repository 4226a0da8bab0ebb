// Record types: a rule for each property that a `_type` record describes. Types are optional, and
// records may have other properties.

import { type RecordView, valuesOf } from "../merge/view.ts";
import type { RecordKey } from "../record/change.ts";
import { NO_RULE, type PropertyRule, readRule } from "./rule.ts";

/** The type of the records that describe types; their id is the type's name. */
export const TYPE = "_type";

export class TypeSchema {
  constructor(readonly rules: ReadonlyMap<string, PropertyRule>) {}

  rule(property: string): PropertyRule {
    return this.rules.get(property) ?? NO_RULE;
  }
}

export const NO_SCHEMA = new TypeSchema(new Map());

export function schemaKey(type: string): RecordKey {
  return { type: TYPE, id: type };
}

/** Reads a `_type` record; while a description is in conflict, its provisional value rules. */
export function readSchema(view: RecordView): TypeSchema {
  const values = view.exists ? Object.entries(valuesOf(view)) : [];
  return new TypeSchema(new Map(values.map(([name, value]) => [name, readRule(value)])));
}
