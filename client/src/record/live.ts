// The live entries of one record, by register: all that is stored of it, and all that a reader's
// view is made of (spec/merge.md, 1).
//
// Integration commutes because an entry leaves only when a change that saw it arrives, and a change
// never arrives before what it saw.

import type { Time } from "../value/time.ts";
import type { Change, Write } from "./change.ts";
import { type Dot, type Lineage, names, type Seen } from "./dot.ts";
import { compareEntries, type Entry } from "./entry.ts";
import { keyOf, type Register, registerOf } from "./register.ts";

/** By the keys of registers. No register is empty; entries stand in their order. Never altered. */
export type LiveRecord = ReadonlyMap<string, readonly Entry[]>;

export const NOTHING_LIVE: LiveRecord = new Map();

/** The changeset that a change is of. */
export interface Source {
  dot: Dot;
  time: Time;
}

/** The live entries of a register. */
export function liveOf(live: LiveRecord, register: Register): readonly Entry[] {
  return live.get(keyOf(register)) ?? [];
}

/** The record after a change. */
export function after(
  live: LiveRecord,
  change: Change,
  source: Source,
  lineage: Lineage,
): LiveRecord {
  const next = new Map(live);
  for (const [property, dots] of change.released) {
    release(next, property, dots, lineage);
  }
  for (const write of change.writes) {
    next.set(keyOf(write.register), replaced(liveOf(live, write.register), write, source, lineage));
  }
  return next;
}

function replaced(
  live: readonly Entry[],
  write: Write,
  source: Source,
  lineage: Lineage,
): readonly Entry[] {
  const next = live.filter(
    (entry) => !lineage.onChain(entry.dot, source.dot) && !isNamed(write.over, entry.dot, lineage),
  );
  for (const value of write.values) {
    next.push({ ...source, value, was: write.was, absorbed: write.absorbed });
  }
  return next.sort(compareEntries);
}

function release(
  live: Map<string, readonly Entry[]>,
  property: string,
  dots: Seen[],
  lineage: Lineage,
): void {
  for (const [key, entries] of [...live]) {
    const register = registerOf(key);
    if (register.kind === "element" && register.property === property) {
      const kept = entries.filter((entry) => !isNamed(dots, entry.dot, lineage));
      if (kept.length === 0) {
        live.delete(key);
      } else {
        live.set(key, kept);
      }
    }
  }
}

function isNamed(seen: Seen[], dot: Dot, lineage: Lineage): boolean {
  return seen.some((one) => names(one, dot, lineage));
}
