// Reads the fields of JSON objects, saying what is wrong in a sentence.

import { parse } from "../value/json.ts";
import { refuse } from "../value/malformed.ts";
import { field, type Fields, isFields, isInteger, type Value } from "../value/value.ts";

/** Strict JSON that is an object. */
export function parseShape(what: string, json: Uint8Array | string): Shape {
  return new Shape(what, parse(json));
}

export class Shape {
  readonly fields: Fields;

  constructor(
    private readonly what: string,
    value: Value,
  ) {
    this.fields = isFields(value) ? value : refuse(`${what} is not an object`);
  }

  onlyKeys(...known: string[]): void {
    const unknown = Object.keys(this.fields).find((key) => !known.includes(key));
    if (unknown !== undefined) {
      refuse(`${this.what} has the unknown key '${unknown}'`);
    }
  }

  has(key: string): boolean {
    return field(this.fields, key) !== undefined;
  }

  value(key: string): Value {
    return (
      field(this.fields, key) ?? (this.has(key) ? null : refuse(`${this.what} lacks '${key}'`))
    );
  }

  text(key: string): string {
    return text(key, this.value(key));
  }

  flag(key: string): boolean {
    const value = this.value(key);
    return typeof value === "boolean" ? value : refuse(`${key} is not true or false`);
  }

  integer(key: string): number {
    return integer(key, this.value(key));
  }

  items(key: string): Value[] {
    return items(key, this.value(key));
  }

  /** What `read` makes of a field, `undefined` if there is none. */
  maybe<T>(key: string, read: (value: Value) => T): T | undefined {
    const value = field(this.fields, key);
    return value === undefined ? undefined : read(value);
  }

  /** The fields of the object under `key`, none if there is none; an empty one is refused. */
  members(key: string): [string, Value][] {
    const object = this.maybe(key, (value) => new Shape(key, value).fields);
    const members = Object.entries(object ?? {});
    return object && members.length === 0 ? refuse(`${key} is empty`) : members;
  }
}

export function text(what: string, value: Value | undefined): string {
  return typeof value === "string" ? value : refuse(`${what} is not a text`);
}

export function integer(what: string, value: Value | undefined): number {
  return isInteger(value) ? value : refuse(`${what} is not an integer within 2^53`);
}

export function positive(what: string, value: Value | undefined): number {
  const number = integer(what, value);
  return number >= 1 ? number : refuse(`${what} is below 1`);
}

export function items(what: string, value: Value | undefined): Value[] {
  return Array.isArray(value) ? value : refuse(`${what} is not a list`);
}

/** A list of exactly so many items. */
export function tuple(what: string, value: Value, length: number): Value[] {
  const parts = items(what, value);
  return parts.length === length ? parts : refuse(`${what} is not a list of ${length}`);
}

/** Requires that items stand in order, none twice, and at least one. */
export function inOrder<T>(what: string, list: T[], compare: (left: T, right: T) => number): T[] {
  if (list.length === 0) {
    refuse(`${what} is empty`);
  }
  for (let at = 1; at < list.length; at++) {
    if (compare(list[at - 1]!, list[at]!) >= 0) {
      refuse(`${what} is not sorted and unique`);
    }
  }
  return list;
}
