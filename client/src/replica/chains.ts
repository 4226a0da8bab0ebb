// The chains of all replicas, forks included.

import { dotOf, markOf, type Place } from "../history/chain.ts";
import type { Grant } from "../history/charter.ts";
import {
  compareDots,
  type Dot,
  itself,
  type Lineage,
  type Seen,
  sortedUnique,
} from "../record/dot.ts";
import type { Bytes } from "../value/bytes.ts";
import type { ReplicaId } from "../value/ids.ts";
import { Hashes } from "./hashes.ts";

/** Who writes a chain. `key` in base64url. */
export interface Origin {
  replica: ReplicaId;
  key: string;
  grant?: Grant;
}

/** One history of a replica, from sequence `from` on; what comes before stands on `parent`, a branch
 * of the same replica, 0 for none. `head`: the last sequence; `start`: the chain hash before the
 * first line; `millis`: when the last good line was made. Never altered. */
export interface Branch {
  id: number;
  origin: Origin;
  parent: number;
  from: number;
  head: number;
  start: Bytes;
  hashes: Hashes;
  millis: number;
}

export class Chains implements Lineage {
  private readonly byId = new Map<number, Branch>();
  private readonly byReplica = new Map<ReplicaId, Branch[]>();

  constructor(branches: Iterable<Branch>) {
    for (const branch of branches) {
      this.put(branch);
    }
  }

  /** Takes note of a branch that is new or longer. */
  put(branch: Branch): void {
    this.byId.set(branch.id, branch);
    const others = this.of(branch.origin.replica).filter((one) => one.id !== branch.id);
    this.byReplica.set(branch.origin.replica, [...others, branch]);
  }

  all(): IterableIterator<Branch> {
    return this.byId.values();
  }

  get size(): number {
    return this.byId.size;
  }

  branch(id: number): Branch | undefined {
    return this.byId.get(id);
  }

  of(replica: ReplicaId): Branch[] {
    return this.byReplica.get(replica) ?? [];
  }

  /** The place at `seq` on this very branch; also the one before its first line. */
  place(branch: Branch, seq: number): Place | undefined {
    const { replica } = branch.origin;
    if (seq === branch.from - 1) {
      return { replica, seq, hash: branch.start };
    }
    return seq < branch.from || seq > branch.head
      ? undefined
      : { replica, seq, hash: branch.hashes.at(seq - branch.from) };
  }

  /** The branch on which `dot` itself stands. */
  branchOf(dot: Dot): Branch | undefined {
    return this.of(dot.replica).find(
      (branch) =>
        dot.seq >= branch.from &&
        dot.seq <= branch.head &&
        markOf(branch.hashes.at(dot.seq - branch.from)) === dot.mark,
    );
  }

  /** True if this changeset has been integrated here. */
  has(dot: Dot): boolean {
    return this.branchOf(dot) !== undefined;
  }

  /** The branch on which the chain that ends in `branch` has its sequence `seq`. */
  covering(branch: Branch, seq: number): Branch {
    let at = branch;
    while (seq < at.from) {
      at = this.byId.get(at.parent)!;
    }
    return at;
  }

  onChain(dot: Dot, tip: Dot): boolean {
    return this.reaches(itself(dot), tip);
  }

  reaches(seen: Seen, tip: Dot): boolean {
    if (seen.seq > tip.seq || seen.tip.replica !== tip.replica) {
      return false;
    }
    if (this.of(tip.replica).length <= 1) {
      return true;
    }
    const named = this.branchOf(seen.tip);
    const end = this.branchOf(tip);
    return (
      named !== undefined &&
      end !== undefined &&
      this.covering(named, seen.seq) === this.covering(end, seen.seq)
    );
  }

  /** The same name told by the changeset itself, not by a later one of its chain. */
  direct(seen: Seen): Seen {
    const end = this.branchOf(seen.tip);
    if (seen.seq === seen.tip.seq || !end) {
      return seen;
    }
    const dot = this.dotAt(end, seen.seq);
    return { tip: dot, seq: dot.seq };
  }

  private dotAt(end: Branch, seq: number): Dot {
    return dotOf(this.place(this.covering(end, seq), seq)!);
  }

  /** The ends of all chains, sorted. */
  heads(): Dot[] {
    const grown = [...this.all()].filter((branch) => branch.head >= branch.from);
    return grown.map((branch) => this.dotAt(branch, branch.head)).sort(compareDots);
  }

  /** Places of a replica's chains for somebody who looks for the last one that both have: on each
   * branch the head, the places 1, 2, 4, 8 … before it, and the first. Sorted. */
  points(replica: ReplicaId): Dot[] {
    const points: Dot[] = [];
    for (const branch of this.of(replica).filter((one) => one.head > 0)) {
      for (let back = 0; back < branch.head; back = Math.max(1, back * 2)) {
        points.push(this.dotAt(branch, branch.head - back));
      }
      points.push(this.dotAt(branch, 1));
    }
    return sortedUnique(points, compareDots);
  }
}
