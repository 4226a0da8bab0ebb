// Values that changesets wrote to registers.

import { hashOf, type ValueHash } from "../value/ids.ts";
import { canonical } from "../value/json.ts";
import { compareTexts } from "../value/text.ts";
import { compareTimes, type Time } from "../value/time.ts";
import type { Value } from "../value/value.ts";
import { compareDots, type Dot, type Seen, sortedUnique } from "./dot.ts";

/** A total that a counter's base already contains. */
export interface Absorbed {
  seen: Seen;
  total: number;
}

/** `was`: hashes of the distinct values it replaced, sorted. `absorbed`: of a counter's base. */
export interface Entry {
  dot: Dot;
  time: Time;
  value: Value;
  was: ValueHash[];
  absorbed: Absorbed[];
}

/** Decides the provisional winner, `newest` and `oldest`, and nothing else. */
export function compareEntries(left: Entry, right: Entry): number {
  return (
    compareTimes(left.time, right.time) ||
    compareDots(left.dot, right.dot) ||
    compareTexts(canonical(left.value), canonical(right.value))
  );
}

/** True if its change replaced two or more different values. */
export function isDecision(entry: Entry): boolean {
  return entry.was.length >= 2;
}

/** True if its author knew `value` as one of those it replaced. */
export function knows(entry: Entry, value: Value): boolean {
  return entry.was.length > 0 && entry.was.includes(hashOf(value));
}

/** The changesets that wrote these, without repetition, sorted. */
export function dotsOf(entries: readonly Entry[]): Dot[] {
  return sortedUnique(
    entries.map(({ dot }) => dot),
    compareDots,
  );
}
