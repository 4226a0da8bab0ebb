// Gives the dots that the changes of one body name their shortest form: of each branch only the
// highest dot is a tip, all others are told by it.

import type { Change } from "../record/change.ts";
import {
  compareDots,
  compareSeen,
  type Dot,
  dotText,
  type Lineage,
  type Seen,
  sortedUnique,
} from "../record/dot.ts";

/** The same changes with tips as the format wants them. */
export function shorten(changes: Change[], lineage: Lineage): Change[] {
  const named = tipsIn(changes);
  const tipOf = new Map(named.map((dot) => [dotText(dot), highest(dot, named, lineage)]));
  const map = (seen: Seen) => ({ ...seen, tip: tipOf.get(dotText(seen.tip))! });
  return named.length === 0 ? changes : changes.map((change) => mapped(change, map));
}

function highest(dot: Dot, named: Dot[], lineage: Lineage): Dot {
  let tip = dot;
  for (const other of named) {
    if (compareDots(other, dot) > 0 && lineage.onChain(tip, other)) {
      tip = other;
    }
  }
  return tip;
}

/** The tips that changes name, sorted. */
export function tipsIn(changes: Change[]): Dot[] {
  return sortedUnique(
    changes.flatMap(seenIn).map((seen) => seen.tip),
    compareDots,
  );
}

/** Every dot that a change names. */
export function seenIn(change: Change): Seen[] {
  return [
    ...change.writes.flatMap((write) => write.over),
    ...change.writes.flatMap((write) => write.absorbed.map((one) => one.seen)),
    ...[...change.released.values()].flat(),
  ];
}

function mapped(change: Change, map: (seen: Seen) => Seen): Change {
  const writes = change.writes.map((write) => ({
    ...write,
    over: write.over.map(map).sort(compareSeen),
    absorbed: write.absorbed
      .map((one) => ({ ...one, seen: map(one.seen) }))
      .sort((left, right) => compareSeen(left.seen, right.seen) || left.total - right.total),
  }));
  const released = [...change.released].map(
    ([property, dots]) => [property, dots.map(map).sort(compareSeen)] as const,
  );
  return { ...change, writes, released: new Map(released) };
}
