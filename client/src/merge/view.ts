// What a reader sees of a record: a function of its live entries, and of the policies.

import { isSystem, type RecordKey } from "../record/change.ts";
import type { Lineage } from "../record/dot.ts";
import type { Entry } from "../record/entry.ts";
import { type LiveRecord, liveOf } from "../record/live.ts";
import { compareKeys, plain, PRESENCE, registerOf, total } from "../record/register.ts";
import { type Fields, setField, type Value } from "../value/value.ts";
import { Counter } from "./counter.ts";
import { show, type Shown, type Standing } from "./merge.ts";
import { ASK, type Policy } from "./policy.ts";

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

export function viewOf(key: RecordKey, live: LiveRecord, rules: Rules): RecordView {
  const presence = presenceOf(liveOf(live, PRESENCE));
  const properties = new Map<string, PropertyView>();
  for (const [property, elements] of elementsByProperty(live)) {
    const policy = isSystem(key.type) ? ASK : rules.policy(property);
    const base = show(liveOf(live, plain(property)), policy);
    const totals = liveOf(live, total(property));
    const view = propertyOf(
      base,
      elements,
      totals.length ? new Counter(base, totals, rules.lineage) : undefined,
    );
    if (view.value !== null || view.standing !== "agreed") {
      properties.set(property, view);
    }
  }
  return { key, exists: presence.value === false, presence, properties };
}

function presenceOf(entries: readonly Entry[]): Shown {
  const exists = entries.some((entry) => entry.value === false);
  const isOpen = exists && entries.some((entry) => entry.value === true);
  return { value: !exists, standing: isOpen ? "open" : "agreed", entries };
}

/** For each property its live elements, in order: true if it is in the set. */
function elementsByProperty(live: LiveRecord): Map<string, Map<string, boolean>> {
  const byProperty = new Map<string, Map<string, boolean>>();
  for (const key of [...live.keys()].sort(compareKeys)) {
    const { kind, property, element } = registerOf(key);
    if (kind !== "presence") {
      const elements = byProperty.get(property) ?? new Map<string, boolean>();
      byProperty.set(property, elements);
      if (kind === "element") {
        elements.set(
          element,
          live.get(key)!.some((entry) => entry.value === true),
        );
      }
    }
  }
  return byProperty;
}

function propertyOf(
  base: Shown,
  elements: Map<string, boolean>,
  counter: Counter | undefined,
): PropertyView {
  if (elements.size > 0) {
    return { ...base, form: "set", value: setOf(base.value, elements) };
  }
  if (!counter) {
    return { ...base, form: "plain" };
  }
  const standing = counter.isOpen() ? "open" : base.standing;
  return { ...base, form: "counter", value: counter.value(), standing };
}

/** The plain list, less the elements that are out, and then those that are in. */
function setOf(value: Value, elements: Map<string, boolean>): Value[] {
  const listed = Array.isArray(value) ? value : [];
  const kept = listed.filter((item) => typeof item !== "string" || elements.get(item) !== false);
  const more = [...elements].flatMap(([text, isIn]) =>
    isIn && !kept.includes(text) ? [text] : [],
  );
  return [...kept, ...more];
}

/** The shown values of the properties that are set. */
export function valuesOf(view: RecordView): Fields {
  const values: Fields = {};
  for (const [property, { value }] of view.properties) {
    if (value !== null) {
      setField(values, property, value);
    }
  }
  return values;
}

/** The properties in open conflict, `_deleted` for presence. */
export function openIn(view: RecordView): string[] {
  const open = view.presence.standing === "open" ? [PRESENCE.property] : [];
  for (const [property, { standing }] of view.properties) {
    if (view.exists && standing === "open") {
      open.push(property);
    }
  }
  return open;
}
