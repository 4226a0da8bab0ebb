// The smallest things that merge, within one record.

import { compareTexts } from "../value/text.ts";

/** The name under which presence stands in a body. */
export const DELETED = "_deleted";

/** In the order in which registers of one property stand. */
const KINDS = ["presence", "plain", "total", "element"] as const;

/** presence: is the record deleted? · plain: a value · total: of a counter · element: of a set. */
export type Kind = (typeof KINDS)[number];

export interface Register {
  kind: Kind;
  property: string;
  /** The element of a set, empty for other registers. */
  element: string;
}

export const PRESENCE: Register = { kind: "presence", property: DELETED, element: "" };

export function plain(property: string): Register {
  return { kind: "plain", property, element: "" };
}

export function total(property: string): Register {
  return { kind: "total", property, element: "" };
}

export function element(property: string, text: string): Register {
  return { kind: "element", property, element: text };
}

/** A text that tells a register from all others of its record; no name holds U+0000. */
export function keyOf(register: Register): string {
  return `${register.property}\0${KINDS.indexOf(register.kind)}${register.element}`;
}

export function registerOf(key: string): Register {
  const end = key.indexOf("\0");
  const kind = KINDS[Number(key[end + 1])]!;
  return { kind, property: key.slice(0, end), element: key.slice(end + 2) };
}

/** By property, then kind, then element; names by their UTF-8 bytes. */
export function compareKeys(left: string, right: string): number {
  return compareTexts(left, right);
}
