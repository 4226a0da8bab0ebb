// Finds the lines that somebody lacks, in this store's own order, which never puts a change before
// what it replaces.

import { type Line, MAX_GROUP_BYTES } from "../history/line.ts";
import type { RecordKey } from "../record/change.ts";
import type { Dot } from "../record/dot.ts";
import { NO_BYTES } from "../value/bytes.ts";
import type { ReplicaId } from "../value/ids.ts";
import type { Branch, Chains } from "./chains.ts";
import type { Replica } from "./replica.ts";
import type { LineRow } from "./rows.ts";

/** A page ends at the first end of a group after so many lines, or 2 MiB. */
const PAGE_LINES = 1024;
const READ_LINES = 256;

/** What somebody wants of a log. `have`: for each replica, dots of it that the other has. In a
 * shallow transfer all lines of a replica that is not named are wanted, otherwise none. */
export interface Wants {
  have: Map<ReplicaId, Dot[]>;
  shallow: boolean;
}

/** Whole groups; in a shallow transfer the records that they changed. */
export interface OutgoingPage {
  lines: Line[];
  records: RecordKey[];
  last: boolean;
}

export class Outgoing {
  private readonly had = new Map<number, number>();
  private readonly until: number;
  private readonly told = new Set<string>();
  private reached = 0;
  private rows: LineRow[] = [];

  constructor(
    private readonly replica: Replica,
    private readonly wants: Wants,
  ) {
    const { chains, head } = replica.state;
    // What is said of records is of the moment at which they are read.
    this.until = wants.shallow ? Infinity : head.number;
    for (const branch of chains.all()) {
      const points = wants.have.get(branch.origin.replica);
      const all = wants.shallow ? branch.from - 1 : Infinity;
      this.had.set(branch.id, points ? hadOf(chains, branch, points) : all);
    }
  }

  get isShallow(): boolean {
    return this.wants.shallow;
  }

  async next(): Promise<OutgoingPage> {
    const page: OutgoingPage = { lines: [], records: [], last: false };
    let bytes = 0;
    for (let row = await this.row(); row; row = await this.row()) {
      if (row.seq > (this.had.get(row.branch) ?? 0)) {
        const line = this.lineOf(row);
        page.lines.push(line);
        bytes += line.body.length;
        this.tell(row, page.records);
        const isFull = page.lines.length >= PAGE_LINES || bytes >= MAX_GROUP_BYTES;
        if (row.sig !== undefined && isFull) {
          return page;
        }
      }
    }
    return { ...page, last: true };
  }

  /** The next row of the log. */
  private async row(): Promise<LineRow | undefined> {
    if (this.rows.length === 0) {
      this.rows = await this.replica.store.lines({ after: this.reached, limit: READ_LINES });
    }
    const row = this.rows.shift();
    if (!row || row.number > this.until) {
      return undefined;
    }
    this.reached = row.number;
    return row;
  }

  private tell(row: LineRow, records: RecordKey[]): void {
    for (const key of this.wants.shallow && row.body ? row.records : []) {
      if (!this.told.has(key)) {
        this.told.add(key);
        const [type, id] = key.split("\0");
        records.push({ type: type!, id: id! });
      }
    }
  }

  private lineOf(row: LineRow): Line {
    return lineOf(row, this.replica.state.chains.branch(row.branch)!);
  }
}

/** A row as it travels. */
export function lineOf(row: LineRow, { origin }: Branch): Line {
  return {
    replica: origin.replica,
    seq: row.seq,
    key: row.seq === 1 ? origin.key : undefined,
    grant: row.seq === 1 ? origin.grant : undefined,
    hash: row.hash,
    run: undefined,
    sig: row.sig,
    body: row.body ?? NO_BYTES,
  };
}

/** Up to which sequence the other has this very branch. */
function hadOf(chains: Chains, branch: Branch, points: Dot[]): number {
  const shared = points.map((point) => sharedWith(chains, branch, point));
  return Math.max(branch.from - 1, ...shared);
}

/** The last sequence of `branch` that stands on the chain which ends in `point`; 0 if none does. */
function sharedWith(chains: Chains, branch: Branch, point: Dot): number {
  let at = chains.branchOf(point);
  let last = point.seq;
  while (at && at.id !== branch.id) {
    last = at.from - 1;
    at = at.parent === 0 ? undefined : chains.covering(at, last);
  }
  return at ? last : 0;
}
