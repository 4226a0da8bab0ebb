// The value of a counter: base + sum of (total - what the shown base has absorbed of it)
// (spec/merge.md, 3).

import type { Lineage } from "../record/dot.ts";
import type { Absorbed, Entry } from "../record/entry.ts";
import { same, type Value } from "../value/value.ts";
import type { Shown } from "./merge.ts";

const EXACT = 2n ** 53n;

export class Counter {
  private readonly absorbed: Absorbed[];

  constructor(
    private readonly base: Shown,
    private readonly totals: readonly Entry[],
    private readonly lineage: Lineage,
  ) {
    // Of the entries with the shown value, the greatest.
    const shown = base.entries.findLast((entry) => same(entry.value, base.value));
    this.absorbed = shown?.absorbed ?? [];
  }

  /** A number; text beyond 2^53, where numbers are no longer exact. */
  value(): Value {
    let sum = wholeNumber(this.base.value);
    for (const total of this.totals) {
      sum += wholeNumber(total.value) - BigInt(this.absorbedOf(total)?.total ?? 0);
    }
    return sum <= EXACT && sum >= -EXACT ? Number(sum) : String(sum);
  }

  /** What the shown base has absorbed of the chain of `total`: the latest, of several. */
  private absorbedOf(total: Entry): Absorbed | undefined {
    return this.absorbed
      .filter((one) => this.lineage.reaches(one.seen, total.dot))
      .sort((left, right) => left.seen.seq - right.seen.seq)
      .at(-1);
  }

  /** True while branches of one replica both count and a shared part may count twice: until the
   * shown base has absorbed, on each branch, a total that stands on no other. */
  isOpen(): boolean {
    return this.totals.some((total) =>
      this.totals.some(
        (other) =>
          other !== total &&
          other.dot.replica === total.dot.replica &&
          !this.absorbsApart(total, other),
      ),
    );
  }

  private absorbsApart(total: Entry, other: Entry): boolean {
    const one = this.absorbedOf(total);
    return one !== undefined && !this.lineage.reaches(one.seen, other.dot);
  }
}

/** 0 for what is no integer. */
function wholeNumber(value: Value): bigint {
  return typeof value === "number" && Number.isInteger(value) ? BigInt(value) : 0n;
}
