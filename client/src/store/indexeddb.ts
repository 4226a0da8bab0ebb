// A store in the browser's IndexedDB: a database for each space.

import { CHUNK } from "../replica/hashes.ts";
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

const FORMAT = 1;
const HEAD = "head";
const STORES = ["head", "branches", "chunks", "lines", "records", "peers", "blobs"] as const;
type Name = (typeof STORES)[number];

/** The database of a space in this browser. */
export const databaseOf = (name: string): string => `skein/${name}`;

export class IndexedDbStore implements Store {
  private constructor(private readonly database: IDBDatabase) {
    // A later version of this software, in another tab, must not wait for us.
    database.onversionchange = () => database.close();
  }

  static async open(name: string): Promise<IndexedDbStore> {
    const opening = indexedDB.open(databaseOf(name), FORMAT);
    opening.onupgradeneeded = () => build(opening.result);
    return new IndexedDbStore(await result(opening));
  }

  private reading(...names: Name[]): IDBTransaction {
    return this.database.transaction(names, "readonly");
  }

  /** A transaction that is on the disk when it is completed. */
  private writing(names: Name | Name[]): IDBTransaction {
    return this.database.transaction(names, "readwrite", { durability: "strict" });
  }

  async load(known: Known | undefined): Promise<Contents | undefined> {
    const reading = this.reading("head", "branches", "chunks", "records");
    const head = await result<HeadRow | undefined>(reading.objectStore("head").get(HEAD));
    // If the order stands, void lines may be new all the same: they change no record.
    if (!head || (known?.order === head.order && known.number === head.number)) {
      return head && { head, branches: [], chunks: [], records: [] };
    }
    const byOrder = reading.objectStore("records").index("order");
    const [branches, records] = await Promise.all([
      result<BranchRow[]>(reading.objectStore("branches").getAll()),
      result<RecordRow[]>(byOrder.getAll(IDBKeyRange.lowerBound(known?.order ?? 0, true))),
    ]);
    const grown = branches.filter((row) => row.head !== known?.heads.get(row.id));
    const chunks = await Promise.all(grown.map((row) => chunksOf(reading, row, known)));
    return { head, branches: grown, chunks: chunks.flat(), records };
  }

  async write(batch: Batch): Promise<void> {
    const names: Name[] = ["head", "branches", "chunks", "lines", "records"];
    const writing = this.writing(names);
    const done = completed(writing);
    writing.objectStore("head").put(batch.head, HEAD);
    putAll(writing.objectStore("branches"), batch.branches);
    putAll(writing.objectStore("chunks"), batch.chunks);
    putAll(writing.objectStore("lines"), batch.lines);
    putAll(writing.objectStore("records"), batch.records);
    return done;
  }

  lines({ after, limit }: { after: number; limit: number }): Promise<LineRow[]> {
    const range = IDBKeyRange.lowerBound(after, true);
    return result(this.reading("lines").objectStore("lines").getAll(range, limit));
  }

  line({ branch, seq }: { branch: number; seq: number }): Promise<LineRow | undefined> {
    return result(this.index("place").get([branch, seq]));
  }

  history(record: string): Promise<LineRow[]> {
    return result(this.index("records").getAll(record));
  }

  gaps(): Promise<LineRow[]> {
    return result(this.index("hash").getAll());
  }

  private index(name: string): IDBIndex {
    return this.reading("lines").objectStore("lines").index(name);
  }

  peer(address: string): Promise<PeerRow | undefined> {
    return result(this.reading("peers").objectStore("peers").get(address));
  }

  remember(peer: PeerRow): Promise<void> {
    return this.put("peers", peer);
  }

  blob(sha: string): Promise<BlobRow | undefined> {
    return result(this.reading("blobs").objectStore("blobs").get(sha));
  }

  blobs(): Promise<BlobRow[]> {
    return result(this.reading("blobs").objectStore("blobs").getAll());
  }

  putBlob(row: BlobRow): Promise<void> {
    return this.put("blobs", row);
  }

  private put(name: Name, row: object): Promise<void> {
    const writing = this.writing(name);
    const done = completed(writing);
    writing.objectStore(name).put(row);
    return done;
  }

  close(): void {
    this.database.close();
  }
}

function build(database: IDBDatabase): void {
  database.createObjectStore("head");
  database.createObjectStore("branches", { keyPath: "id" });
  database.createObjectStore("chunks", { keyPath: ["branch", "chunk"] });
  const lines = database.createObjectStore("lines", { keyPath: "number" });
  lines.createIndex("place", ["branch", "seq"]);
  lines.createIndex("records", "records", { multiEntry: true });
  lines.createIndex("hash", "hash"); // only of lines whose bodies are not here
  database.createObjectStore("records", { keyPath: "key" }).createIndex("order", "order");
  database.createObjectStore("peers", { keyPath: "address" });
  database.createObjectStore("blobs", { keyPath: "sha" });
}

function chunksOf(
  reading: IDBTransaction,
  { id, from }: BranchRow,
  known: Known | undefined,
): Promise<ChunkRow[]> {
  const first = Math.floor(Math.max(0, (known?.heads.get(id) ?? 0) + 1 - from) / CHUNK);
  const range = IDBKeyRange.bound([id, first], [id, Infinity]);
  return result(reading.objectStore("chunks").getAll(range));
}

function putAll(store: IDBObjectStore, rows: object[]): void {
  rows.forEach((row) => store.put(row));
}

export function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Ends when all of a transaction is on the disk; rejects if none of it is. */
export function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("the store gave up"));
  });
}
