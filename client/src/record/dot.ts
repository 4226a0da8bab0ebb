// Names of changesets, and what is known of the chains they stand on.

import { compareReplicas, type Mark, type ReplicaId } from "../value/ids.ts";

/** The name of a changeset: the mark tells the branches of a forked replica apart. */
export interface Dot {
  replica: ReplicaId;
  seq: number;
  mark: Mark;
}

/** A dot as a body names it: sequence `seq` on the chain that ends in `tip`, an element of `of`. */
export interface Seen {
  tip: Dot;
  seq: number;
}

/** What is known of the chains of replicas; answers only for integrated changesets. */
export interface Lineage {
  /** True if `dot` stands on the chain that ends in `tip`. */
  onChain(dot: Dot, tip: Dot): boolean;

  /** True if the changeset that `seen` names stands on the chain that ends in `tip`. */
  reaches(seen: Seen, tip: Dot): boolean;
}

export function dotText(dot: Dot): string {
  return `${dot.replica}:${dot.seq}:${dot.mark}`;
}

export function sameDot(left: Dot, right: Dot): boolean {
  return left.seq === right.seq && left.mark === right.mark && left.replica === right.replica;
}

/** By replica (raw bytes), sequence, mark. */
export function compareDots(left: Dot, right: Dot): number {
  return (
    compareReplicas(left.replica, right.replica) ||
    left.seq - right.seq ||
    compareAscii(left.mark, right.mark)
  );
}

export function compareSeen(left: Seen, right: Seen): number {
  return compareDots(left.tip, right.tip) || left.seq - right.seq;
}

/** Compares texts of ASCII. */
export function compareAscii(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The name of a changeset by its own dot. */
export function itself(dot: Dot): Seen {
  return { tip: dot, seq: dot.seq };
}

/** True if `seen` names `dot`. */
export function names(seen: Seen, dot: Dot, lineage: Lineage): boolean {
  return (
    dot.seq === seen.seq &&
    dot.replica === seen.tip.replica &&
    (sameDot(dot, seen.tip) || lineage.onChain(dot, seen.tip))
  );
}

/** The same without repetition, sorted. */
export function sortedUnique<T>(items: T[], compare: (left: T, right: T) => number): T[] {
  const sorted = [...items].sort(compare);
  return sorted.filter((item, at) => at === 0 || compare(sorted[at - 1]!, item) !== 0);
}
