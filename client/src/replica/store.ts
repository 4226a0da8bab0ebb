// What a replica is kept in.

import type { Batch, BlobRow, Contents, Known, LineRow, PeerRow } from "./rows.ts";

/** Several may be open over the same rows; whoever writes takes turns (`Turns`). */
export interface Store {
  /** What is there beyond what is known; nothing in a store that was never written to. */
  load(known: Known | undefined): Promise<Contents | undefined>;

  /** Writes all of a batch or nothing; when it returns, the batch is on the disk. */
  write(batch: Batch): Promise<void>;

  /** At most so many lines of the log after a number. */
  lines(span: { after: number; limit: number }): Promise<LineRow[]>;

  /** The line at a place of a branch. */
  line(place: { branch: number; seq: number }): Promise<LineRow | undefined>;

  /** The lines that changed a record, in the order of the log. */
  history(record: string): Promise<LineRow[]>;

  /** The lines whose bodies are not here. */
  gaps(): Promise<LineRow[]>;

  peer(address: string): Promise<PeerRow | undefined>;

  remember(peer: PeerRow): Promise<void>;

  blob(sha: string): Promise<BlobRow | undefined>;

  blobs(): Promise<BlobRow[]>;

  putBlob(row: BlobRow): Promise<void>;

  close(): void;
}

/** Lets only one at a time work, of all who share a store. */
export interface Turns {
  run<T>(work: () => Promise<T>): Promise<T>;
}

/** Turns within one page. */
export class OwnTurns implements Turns {
  private last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.last.then(work);
    // Whoever is next waits for the end of this, however it ends; its caller hears of a failure.
    this.last = mine.then(
      () => undefined,
      () => undefined,
    );
    return mine;
  }
}
