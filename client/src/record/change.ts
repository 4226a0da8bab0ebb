// What a changeset does to one record.

import type { ValueHash } from "../value/ids.ts";
import { refuse } from "../value/malformed.ts";
import { utf8Length } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import type { Seen } from "./dot.ts";
import type { Absorbed } from "./entry.ts";
import type { Register } from "./register.ts";

export const OPS = ["create", "update", "delete", "purge"] as const;
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

const MAX_NAME_BYTES = 256;
const MAX_ID_BYTES = 1024;

/** True if the op leaves the record deleted. */
export function deletes(op: Op): boolean {
  return op === "delete" || op === "purge";
}

/** True for types of the system, whose records are always `ask`. */
export function isSystem(type: string): boolean {
  return type.startsWith("_");
}

/** A text that tells a record from all others of its space. */
export function recordText(key: RecordKey): string {
  return `${key.type}\0${key.id}`;
}

/** A record as people read it. */
export function nameOf(key: RecordKey): string {
  return `${key.type}/${key.id}`;
}

export function checkKey(key: RecordKey): RecordKey {
  checkName("type", key.type);
  checkText("id", key.id, MAX_ID_BYTES);
  return key;
}

/** Checks the name of a type, a property or an element; `what` says which in the message. */
export function checkName(what: "type" | "property" | "element", name: string): string {
  return checkText(what, name, MAX_NAME_BYTES);
}

function checkText(what: string, text: string, limit: number): string {
  if (text === "" || text.includes("\0")) {
    refuse(`the ${what} ${text === "" ? "is empty" : "contains U+0000"}`);
  }
  if (utf8Length(text) > limit) {
    refuse(`the ${what} has ${utf8Length(text)} bytes, the limit is ${limit}`);
  }
  return text;
}
