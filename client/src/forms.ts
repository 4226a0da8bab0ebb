// How a property is written: a plain value, or one of these.

import type { Assign } from "./replica/edit.ts";
import type { Value } from "./value/value.ts";

/** A way to write a property other than giving it a value. */
export class Form {
  constructor(readonly assigns: (property: string) => Assign[]) {}
}

/** Adds to a counter; what others add at the same time counts too. */
export function add(step: number): Form {
  return new Form((property) => [{ form: "add", property, step }]);
}

/** Puts elements into a set. */
export function put(...elements: string[]): Form {
  return elementsOf("put", elements);
}

/** Takes elements out of a set. */
export function drop(...elements: string[]): Form {
  return elementsOf("drop", elements);
}

function elementsOf(form: "put" | "drop", elements: string[]): Form {
  return new Form((property) => elements.map((element) => ({ form, property, element })));
}

/** By property what is to be written; null unsets. */
export type Values = Record<string, Value | Form>;

export function assignsOf(values: Values): Assign[] {
  return Object.entries(values).flatMap(([property, value]) =>
    value instanceof Form ? value.assigns(property) : [{ form: "set" as const, property, value }],
  );
}
