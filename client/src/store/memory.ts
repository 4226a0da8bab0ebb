// A store that forgets everything with the page.

import type {
  Batch,
  BlobRow,
  BranchRow,
  ChunkRow,
  Contents,
  HeadRow,
  Known,
  LineRow,
  PeerRow,
  RecordRow,
} from "../replica/rows.ts";
import type { Store } from "../replica/store.ts";

export class MemoryStore implements Store {
  private head: HeadRow | undefined;
  private readonly branches = new Map<number, BranchRow>();
  private readonly chunks = new Map<string, ChunkRow>();
  private readonly log = new Map<number, LineRow>();
  private readonly records = new Map<string, RecordRow>();
  private readonly peers = new Map<string, PeerRow>();
  private readonly attached = new Map<string, BlobRow>();

  /** A copy of everything, as copying a browser's profile makes it. */
  copy(): MemoryStore {
    const copy = new MemoryStore();
    copy.head = this.head;
    const kept = ["branches", "chunks", "log", "records", "peers"] as const;
    kept.forEach((name) =>
      this[name].forEach((row, key) => copy[name].set(key as never, row as never)),
    );
    return copy;
  }

  async load(known: Known | undefined): Promise<Contents | undefined> {
    const order = known?.order ?? 0;
    return (
      this.head && {
        head: this.head,
        branches: [...this.branches.values()],
        chunks: [...this.chunks.values()],
        records: [...this.records.values()].filter((row) => row.order > order),
      }
    );
  }

  async write(batch: Batch): Promise<void> {
    this.head = batch.head;
    batch.branches.forEach((row) => this.branches.set(row.id, row));
    batch.chunks.forEach((row) => this.chunks.set(`${row.branch} ${row.chunk}`, row));
    batch.lines.forEach((row) => this.log.set(row.number, row));
    batch.records.forEach((row) => this.records.set(row.key, row));
  }

  async lines({ after, limit }: { after: number; limit: number }): Promise<LineRow[]> {
    return [...this.log.values()].filter((row) => row.number > after).slice(0, limit);
  }

  async line({ branch, seq }: { branch: number; seq: number }): Promise<LineRow | undefined> {
    return [...this.log.values()].find((row) => row.branch === branch && row.seq === seq);
  }

  async history(record: string): Promise<LineRow[]> {
    return [...this.log.values()].filter((row) => row.records.includes(record));
  }

  async gaps(): Promise<LineRow[]> {
    return [...this.log.values()].filter((row) => row.hash !== undefined);
  }

  async peer(address: string): Promise<PeerRow | undefined> {
    return this.peers.get(address);
  }

  async remember(peer: PeerRow): Promise<void> {
    this.peers.set(peer.address, peer);
  }

  async blob(sha: string): Promise<BlobRow | undefined> {
    return this.attached.get(sha);
  }

  async blobs(): Promise<BlobRow[]> {
    return [...this.attached.values()];
  }

  async putBlob(row: BlobRow): Promise<void> {
    this.attached.set(row.sha, row);
  }

  close(): void {
    // What is in memory goes with whoever holds it.
  }
}
