// Every entry that was written to a record before one of its changesets, read from history.

import { saidOf } from "../history/body.ts";
import { type Change, type RecordKey, recordText, type Write } from "../record/change.ts";
import { type Dot, names, sameDot } from "../record/dot.ts";
import { type Absorbed, compareEntries, type Entry } from "../record/entry.ts";
import { after, type LiveRecord, liveOf, NOTHING_LIVE } from "../record/live.ts";
import { compareKeys, keyOf, registerOf } from "../record/register.ts";
import { hashOf } from "../value/ids.ts";
import { distinct, isInteger, same, type Value } from "../value/value.ts";
import type { Chains } from "./chains.ts";
import type { LineRow } from "./rows.ts";

/** Before which changeset of which record. */
interface Point {
  key: RecordKey;
  dot: Dot;
  lineage: Chains;
}

export class Past {
  readonly dot: Dot;
  private readonly entries = new Map<string, Entry[]>();
  private readonly lineage: Chains;
  private before: LiveRecord = NOTHING_LIVE;

  constructor(history: LineRow[], { key, dot, lineage }: Point) {
    this.dot = dot;
    this.lineage = lineage;
    for (const row of history) {
      if (sameDot(row.dot, dot)) {
        break;
      }
      this.collect(row, key);
    }
  }

  private collect(row: LineRow, key: RecordKey): void {
    const said = row.body && row.fault === undefined ? saidOf(row.body, undefined) : undefined;
    const change = said?.changes.find((one) => recordText(one.key) === recordText(key));
    if (!said || !change) {
      return;
    }
    const source = { dot: row.dot, time: said.time };
    this.before = after(this.before, change, source, this.lineage);
    for (const { register, values, was, absorbed } of change.writes) {
      const entries = values.map((value) => ({ ...source, value, was, absorbed }));
      const key = keyOf(register);
      this.entries.set(key, [...(this.entries.get(key) ?? []), ...entries]);
    }
  }

  /** What presence held before the change: nothing, one of false and true, or both. */
  presenceBefore(change: Change): Value[] {
    const write = change.writes.find((one) => one.register.kind === "presence");
    return write ? this.replaced(write) : [];
  }

  /** The distinct values that a write replaced: told by `was` where it has one; otherwise those of
   * the dots it names and of its replica's own entry, if that still stood. An element without `was`
   * replaced nothing: an earlier entry of its own may have been released by a purge. */
  replaced(write: Write): Value[] {
    return distinct(this.replacedEntries(write).map((entry) => entry.value));
  }

  private replacedEntries(write: Write): Entry[] {
    const all = this.entries.get(keyOf(write.register)) ?? [];
    const candidates = all.filter((entry) => this.isReplaced(entry, write));
    if (write.was.length === 0) {
      return write.register.kind === "element" ? [] : candidates;
    }
    return candidates.filter((entry) => write.was.includes(hashOf(entry.value)));
  }

  private isReplaced(entry: Entry, write: Write): boolean {
    if (write.over.some((seen) => names(seen, entry.dot, this.lineage))) {
      return true;
    }
    const stood = () =>
      liveOf(this.before, write.register).some(
        (live) => sameDot(live.dot, entry.dot) && same(live.value, entry.value),
      );
    return this.lineage.onChain(entry.dot, this.dot) && (write.was.length > 0 || stood());
  }

  /** The running total that the changeset's own chain held before. */
  totalBefore(register: string): number {
    const own = (this.entries.get(register) ?? []).filter((entry) =>
      this.lineage.onChain(entry.dot, this.dot),
    );
    const last = own.reduce<Entry | undefined>(
      (latest, entry) => (!latest || entry.dot.seq > latest.dot.seq ? entry : latest),
      undefined,
    );
    return last ? numberIn(last.value) : 0;
  }

  /** What the earlier base with this value had absorbed. */
  absorbedBefore(write: Write, value: Value): Absorbed[] {
    const entries = this.replacedEntries(write).filter((entry) => same(entry.value, value));
    const absorbed = entries.sort(compareEntries).at(-1)?.absorbed ?? [];
    return absorbed.map(({ seen, total }) => ({ seen: this.lineage.direct(seen), total }));
  }

  /** The elements, with their properties, that a purge let go of while they were in the set. */
  released(purge: Change): [property: string, element: string][] {
    return [...this.entries.keys()].sort(compareKeys).flatMap((key): [string, string][] => {
      const { kind, property, element } = registerOf(key);
      const dots = purge.released.get(property) ?? [];
      const wasIn = this.entries
        .get(key)!
        .some((one) => one.value === true && dots.some((d) => names(d, one.dot, this.lineage)));
      return kind === "element" && wasIn ? [[property, element]] : [];
    });
  }
}

export function numberIn(value: Value): number {
  return isInteger(value) ? value : 0;
}
