import type { Batch, BlobRow, Contents, Known, LineRow, PeerRow } from "../replica/rows.ts";
import type { Store } from "../replica/store.ts";
/** The database of a space in this browser. */
export declare const databaseOf: (name: string) => string;
export declare class IndexedDbStore implements Store {
    private readonly database;
    private constructor();
    static open(name: string): Promise<IndexedDbStore>;
    private reading;
    /** A transaction that is on the disk when it is completed. */
    private writing;
    load(known: Known | undefined): Promise<Contents | undefined>;
    write(batch: Batch): Promise<void>;
    lines({ after, limit }: {
        after: number;
        limit: number;
    }): Promise<LineRow[]>;
    line({ branch, seq }: {
        branch: number;
        seq: number;
    }): Promise<LineRow | undefined>;
    history(record: string): Promise<LineRow[]>;
    gaps(): Promise<LineRow[]>;
    private index;
    peer(address: string): Promise<PeerRow | undefined>;
    remember(peer: PeerRow): Promise<void>;
    blob(sha: string): Promise<BlobRow | undefined>;
    blobs(): Promise<BlobRow[]>;
    putBlob(row: BlobRow): Promise<void>;
    private put;
    close(): void;
}
export declare function result<T>(request: IDBRequest<T>): Promise<T>;
/** Ends when all of a transaction is on the disk; rejects if none of it is. */
export declare function completed(transaction: IDBTransaction): Promise<void>;
