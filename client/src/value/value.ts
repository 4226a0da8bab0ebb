// The values of properties: what JSON can say. Null as a whole value means unset.

import { canonical } from "./json.ts";
import { compareTexts } from "./text.ts";

export type Value = null | boolean | number | string | Value[] | Fields;

/** An object of JSON. Keys keep the order in which they came, as far as JavaScript keeps it. */
export interface Fields {
  [key: string]: Value;
}

export function isFields(value: Value | undefined): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function same(left: Value, right: Value): boolean {
  return left === right || (typeof left === "object" && canonical(left) === canonical(right));
}

/** Sets a key of an object, `__proto__` too. */
export function setField(fields: Fields, key: string, value: Value): void {
  if (key === "__proto__") {
    const own = { value, enumerable: true, configurable: true, writable: true };
    Object.defineProperty(fields, key, own);
  } else {
    fields[key] = value;
  }
}

/** The own field of an object, `undefined` if there is none. */
export function field(fields: Fields, key: string): Value | undefined {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

/** An integer within ±2^53, both ends included. */
export function isInteger(value: Value | undefined): value is number {
  return Number.isInteger(value) && Math.abs(value as number) <= 2 ** 53;
}

/** Each value once, in the order in which they first stand. */
export function distinct(values: Value[]): Value[] {
  return values.filter((value, at) => values.findIndex((one) => same(one, value)) === at);
}

/** null < boolean < number < text < list < object; texts, lists and objects by canonical bytes. */
export function compareValues(left: Value, right: Value): number {
  if (typeof left === "number" && typeof right === "number") {
    return left - right;
  }
  if (typeof left === "string" && typeof right === "string") {
    return compareTexts(left, right);
  }
  const difference = rank(left) - rank(right);
  return difference || compareTexts(canonical(left), canonical(right));
}

function rank(value: Value): number {
  if (value === null) {
    return 0;
  }
  if (typeof value === "object") {
    return Array.isArray(value) ? 4 : 5;
  }
  return ["boolean", "number", "string"].indexOf(typeof value) + 1;
}
