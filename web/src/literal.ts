// Values and conditions as people type them, by the same rules as on the command line. Pure.

import type { Value } from "./shapes.ts";

/** What a text reads as: a number, true, false, null, a list, an object or a quoted text if it is
 * JSON for one; otherwise the text itself. Numbers that would be rounded stay texts. */
export function parse(text: string): Value {
  const bare = text.trim();
  let value: Value;
  try {
    value = JSON.parse(bare) as Value;
  } catch {
    return text;
  }
  return typeof value === "number" && !isExact(bare, value) ? text : value;
}

function isExact(written: string, number: number): boolean {
  return String(number) === written;
}

/** A value as one would type it: `parse` gives it back. */
export function print(value: Value): string {
  if (typeof value !== "string") {
    return JSON.stringify(value);
  }
  return parse(value) === value ? value : JSON.stringify(value);
}

/** A value for reading: texts bare, plain lists without brackets. */
export function show(value: Value): string {
  if (value === null) {
    return "unset";
  }
  if (Array.isArray(value) && value.length > 0 && value.every(isPlain)) {
    return value.map(show).join(", ");
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isPlain(value: Value): boolean {
  return value !== null && typeof value !== "object";
}

export function same(one: Value | undefined, other: Value | undefined): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

/** What a value is, in a word. */
export function kind(value: Value): string {
  if (value === null) {
    return "unset";
  }
  if (Array.isArray(value)) {
    return "list";
  }
  switch (typeof value) {
    case "boolean":
      return "yes or no";
    case "number":
      return "number";
    case "object":
      return "object";
    default:
      return "text";
  }
}

const PART = /(?:[^\s"]|"(?:[^"\\]|\\.)*"?)+/g;
const SHAPE = /^("(?:[^"\\]|\\.)*"|[^=<>~!]+)(!=|!~|<=|>=|=|<|>|~)/;

/** The conditions in a line, or what is wrong with it. Blanks part them; a property or a value with
 * blanks stands in double quotes. */
export function conditions(line: string): { good: string[]; wrong: string | null } {
  const good: string[] = [];
  for (const part of line.match(PART) ?? []) {
    const property = SHAPE.exec(part)?.[1];
    if (property === undefined) {
      const how = "Write property, operator, value: status=open, summary~crash, size>=12";
      return { good, wrong: `“${part}” is no condition. ${how}` };
    }
    const bare = parse(property);
    good.push(typeof bare === "string" ? bare + part.slice(property.length) : part);
  }
  return { good, wrong: null };
}
