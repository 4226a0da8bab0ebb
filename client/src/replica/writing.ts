// One transaction: reads as if what it wrote so far were there, and gathers that for the store.
// Abandoning it leaves no trace.

import { type Body } from "../history/body.ts";
import { dotOf, nextPlace, type Place, startOf } from "../history/chain.ts";
import type { Charter } from "../history/charter.ts";
import { type Change, type RecordKey, recordText } from "../record/change.ts";
import { after, type LiveRecord, NOTHING_LIVE } from "../record/live.ts";
import { schemaKey, type TypeSchema } from "../schema/schema.ts";
import { type Bytes, toBase64url, toHex } from "../value/bytes.ts";
import { sha256 } from "../value/sha256.ts";
import { type Branch, Chains, type Origin } from "./chains.ts";
import { CHUNK, Hashes } from "./hashes.ts";
import { packLive } from "./pack.ts";
import type { Batch, BranchRow, ChunkRow, HeadRow, Identity, LineRow } from "./rows.ts";
import { type Reading, schemaFrom, type State } from "./state.ts";

/** A line to be appended. Void lines and withheld ones say nothing. */
export interface NewLine {
  body: Bytes | undefined;
  hash: Bytes;
  said: Body | undefined;
  fault: string | undefined;
}

export class Writing implements Reading {
  readonly charter: Charter;
  readonly chains: Chains;
  head: HeadRow;
  private readonly before = new Map<number, number>();
  private readonly changed = new Map<string, LiveRecord>();
  private readonly touched = new Set<number>();
  private readonly lines: LineRow[] = [];

  constructor(private readonly state: State) {
    this.charter = state.charter;
    this.chains = new Chains(state.chains.all());
    this.head = { ...state.head };
  }

  live(key: RecordKey): LiveRecord | undefined {
    return this.changed.get(recordText(key)) ?? this.state.live(key);
  }

  schema(type: string): TypeSchema {
    const described = recordText(schemaKey(type));
    return this.changed.has(described)
      ? schemaFrom(this.changed.get(described), type, this.chains)
      : this.state.schema(type);
  }

  /** A chain that begins. */
  addRoot(origin: Origin): Branch {
    const start = startOf(this.charter.space, origin.replica, origin.grant).hash;
    return this.put({
      ...{ id: this.chains.size + 1, origin, parent: 0, from: 1, head: 0, start },
      ...{ hashes: new Hashes(), millis: 0 },
    });
  }

  /** A branch that leaves `parent` after this place. */
  addBranch(parent: Branch, { seq, hash }: Place): Branch {
    return this.put({
      ...{ id: this.chains.size + 1, origin: parent.origin, parent: parent.id },
      ...{ from: seq + 1, head: seq, start: hash, hashes: new Hashes(), millis: parent.millis },
    });
  }

  private put(branch: Branch): Branch {
    if (!this.touched.has(branch.id)) {
      this.touched.add(branch.id);
      this.before.set(branch.id, this.state.chains.branch(branch.id)?.head ?? branch.from - 1);
    }
    this.chains.put(branch);
    return branch;
  }

  /** Appends a line to the end of a branch, and carries its changes into the records. */
  append(branch: Branch, line: NewLine): Branch {
    const place = nextPlace(this.chains.place(branch, branch.head)!, line.hash);
    branch.hashes.set(place.seq - branch.from, place.hash);
    const millis = line.said?.time.millis ?? branch.millis;
    const longer = this.put({ ...branch, head: place.seq, millis });
    const dot = dotOf(place);
    const changes = line.said?.changes ?? [];
    this.lines.push({
      ...{ number: ++this.head.number, branch: branch.id, seq: place.seq, dot },
      ...(line.body ? { body: line.body } : { hash: toHex(line.hash) }),
      ...(line.fault === undefined ? {} : { fault: line.fault }),
      records: changes.map((change) => recordText(change.key)),
    });
    changes.forEach((change) => this.apply(change, { dot, time: line.said!.time }));
    return longer;
  }

  private apply(change: Change, source: Parameters<typeof after>[2]): void {
    const live = this.live(change.key) ?? NOTHING_LIVE;
    this.replace(change.key, after(live, change, source, this.chains));
  }

  /** Puts other live entries in place of those of a record. */
  replace(key: RecordKey, live: LiveRecord): void {
    this.changed.set(recordText(key), live);
  }

  /** Puts a signature to the last line. */
  sign(signature: Bytes): void {
    this.lines.at(-1)!.sig = toBase64url(signature);
  }

  renew(identity: Identity): void {
    this.head = { ...this.head, identity };
  }

  /** What is to be written; nothing, if nothing was. */
  batch(): Batch | undefined {
    const renewed = this.head.identity !== this.state.head.identity;
    if (this.lines.length === 0 && this.changed.size === 0 && !renewed) {
      return undefined;
    }
    const records = [...this.changed].map(([key, live]) => {
      return { key, order: ++this.head.order, live: packLive(live) };
    });
    const branches = [...this.touched].map((id) => this.chains.branch(id)!);
    return {
      head: this.head,
      branches: branches.map(rowOf),
      chunks: branches.flatMap((branch) => chunksOf(branch, this.before.get(branch.id)!)),
      lines: this.lines,
      records,
    };
  }
}

/** How a line is told whose body has these bytes. */
export function lineWith(body: Bytes, said: Body | undefined, fault?: string): NewLine {
  return { body, hash: sha256(body), said, fault };
}

function rowOf({ hashes, ...row }: Branch): BranchRow {
  void hashes;
  return row;
}

/** The chunks that hold the hashes after sequence `before`. */
function chunksOf({ id, from, head, hashes }: Branch, before: number): ChunkRow[] {
  const rows: ChunkRow[] = [];
  for (let chunk = Math.floor((before + 1 - from) / CHUNK); chunk * CHUNK <= head - from; chunk++) {
    rows.push({ branch: id, chunk, hashes: hashes.chunk(chunk, head - from + 1) });
  }
  return rows;
}
