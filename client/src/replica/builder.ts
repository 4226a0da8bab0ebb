// Collects the writes of one change, and works out what each replaces: the entries its author saw,
// and those of its own replica (spec/merge.md, 6).

import type { Change, Op, RecordKey, Write } from "../record/change.ts";
import {
  compareAscii,
  compareSeen,
  type Dot,
  itself,
  type Lineage,
  sameDot,
  type Seen,
  sortedUnique,
} from "../record/dot.ts";
import type { Absorbed, Entry } from "../record/entry.ts";
import { type LiveRecord, liveOf } from "../record/live.ts";
import { element, plain, PRESENCE, type Register, registerOf, total } from "../record/register.ts";
import { hashOf, type ValueHash } from "../value/ids.ts";
import { canonical } from "../value/json.ts";
import { compareTexts } from "../value/text.ts";
import { compareTimes, type Time } from "../value/time.ts";
import { distinct, same, type Value } from "../value/value.ts";

/** Whose change it is. `saw`: what a client saw, nothing for everything; `ownTip`: the end of the
 * author's own chain, nothing before its first line. */
export interface Author {
  saw: Dot[] | undefined;
  ownTip: Dot | undefined;
  lineage: Lineage;
}

/** What a write says beside its values. */
interface Beside {
  was?: ValueHash[];
  absorbed?: Absorbed[];
}

const BOTH = [false, true];

export class ChangeBuilder {
  /** The time of the newest entry replaced. */
  newest: Time | undefined;
  private readonly writes: Write[] = [];
  private readonly released = new Map<string, Seen[]>();

  constructor(
    private readonly live: LiveRecord,
    private readonly author: Author,
  ) {}

  private isSeen(entry: Entry): boolean {
    const { saw } = this.author;
    return saw === undefined || saw.some((dot) => sameDot(dot, entry.dot));
  }

  /** True for an entry that the author's next line replaces without naming it. */
  isOwn(entry: Entry): boolean {
    const { ownTip, lineage } = this.author;
    return ownTip !== undefined && lineage.onChain(entry.dot, ownTip);
  }

  private isReplaced(entry: Entry): boolean {
    return this.isSeen(entry) || this.isOwn(entry);
  }

  /** Writes a plain value. `absorbed`: for the base of a counter. */
  plain(property: string, value: Value, absorbed: Absorbed[] = []): void {
    const register = plain(property);
    const entries = liveOf(this.live, register);
    const newer = this.unseenOwnValues(entries, value);
    if (newer.length === 0) {
      this.write(register, [value], entries, { was: this.hashes(entries), absorbed });
    } else {
      this.write(register, byBytes([...newer, value]), entries);
    }
  }

  /** Writes null without telling what it replaced. */
  forget(property: string, absorbed: Absorbed[]): void {
    const register = plain(property);
    this.write(register, [null], liveOf(this.live, register), { absorbed });
  }

  /** Puts several values back beside each other. */
  reopen(property: string, values: Value[]): void {
    const register = plain(property);
    this.write(register, byBytes(values), liveOf(this.live, register));
  }

  /** Writes the running total of a counter. */
  total(property: string, sum: number): void {
    const register = total(property);
    const own = liveOf(this.live, register).filter((entry) => this.isOwn(entry));
    this.write(register, [sum], own);
  }

  /** Writes an element of a set; a `false` that meets a newer `true` of the same replica, which the
   * client had not seen, becomes `true`. */
  element(property: string, text: string, isIn: boolean): void {
    const register = element(property, text);
    const entries = liveOf(this.live, register);
    const meetsNewer = this.unseenOwnValues(entries, false).includes(true);
    this.write(register, [isIn || meetsNewer], entries, { was: this.hashes(entries) });
  }

  /** Says that the record exists, beside what others say to the contrary. */
  exists(): void {
    this.presence(false, (entry) => this.isOwn(entry) || entry.value === false);
  }

  /** Says whether the record is deleted, over everything that was seen. */
  settle(deleted: boolean): void {
    this.presence(deleted, () => true);
  }

  private presence(deleted: boolean, replaces: (entry: Entry) => boolean): void {
    const entries = liveOf(this.live, PRESENCE);
    const meetsNewer = this.unseenOwnValues(entries, deleted).length > 0;
    this.write(PRESENCE, meetsNewer ? BOTH : [deleted], entries.filter(replaces));
  }

  /** Puts deleted and not deleted back beside each other. */
  contest(): void {
    this.write(PRESENCE, BOTH, liveOf(this.live, PRESENCE));
  }

  /** Lets go of all live elements of a set. */
  release(property: string): void {
    const entries = [...this.live].flatMap(([key, live]) => {
      const register = registerOf(key);
      return register.kind === "element" && register.property === property ? live : [];
    });
    entries.forEach((entry) => this.noteReplaced(entry));
    if (entries.length > 0) {
      const dots = entries.map((entry) => itself(entry.dot));
      this.released.set(property, sortedUnique(dots, compareSeen));
    }
  }

  /** What a new base of the counter absorbs: every total its author saw. */
  absorbable(property: string): Absorbed[] {
    return liveOf(this.live, total(property))
      .filter((entry) => this.isSeen(entry))
      .flatMap(({ dot, value }) =>
        typeof value === "number" ? [{ seen: itself(dot), total: value }] : [],
      )
      .sort((left, right) => compareSeen(left.seen, right.seen) || left.total - right.total);
  }

  /** True if a newer value of the author's own replica, unseen by the client, stands in the way. */
  meetsNewer(property: string, value: Value): boolean {
    return this.unseenOwnValues(liveOf(this.live, plain(property)), value).length > 0;
  }

  private unseenOwnValues(entries: readonly Entry[], value: Value): Value[] {
    const unseen = entries.filter((entry) => !this.isSeen(entry) && this.isOwn(entry));
    return distinct(unseen.map((entry) => entry.value).filter((other) => !same(other, value)));
  }

  private hashes(entries: readonly Entry[]): ValueHash[] {
    const replaced = entries.filter((entry) => this.isReplaced(entry));
    return distinct(replaced.map((entry) => entry.value))
      .map(hashOf)
      .sort(compareAscii);
  }

  private noteReplaced({ time }: Entry): void {
    if (!this.newest || compareTimes(time, this.newest) > 0) {
      this.newest = time;
    }
  }

  private write(
    register: Register,
    values: Value[],
    entries: readonly Entry[],
    { was = [], absorbed = [] }: Beside = {},
  ): void {
    const replaced = entries.filter((entry) => this.isReplaced(entry));
    replaced.forEach((entry) => this.noteReplaced(entry));
    const named = replaced.filter((entry) => !this.isOwn(entry)).map((entry) => itself(entry.dot));
    const over = sortedUnique(named, compareSeen);
    this.writes.push({ register, values, over, was, absorbed });
  }

  get isEmpty(): boolean {
    return this.writes.length === 0 && this.released.size === 0;
  }

  build(op: Op, key: RecordKey): Change {
    return { op, key, writes: this.writes, released: this.released };
  }
}

function byBytes(values: Value[]): Value[] {
  return [...values].sort((left, right) => compareTexts(canonical(left), canonical(right)));
}
