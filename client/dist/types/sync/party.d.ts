import { Failure, type Listing, type Store } from "./store.ts";
import { type SyncObject } from "./object.ts";
import type { Known, Notes } from "./notes.ts";
import type { Counted, List } from "./settle.ts";
/** Somebody else wrote to a store in between; the round begins anew. */
export declare class Overtaken extends Error {
}
export declare class Party implements List {
    readonly hub: string;
    readonly store: Store;
    private readonly notes;
    /** It is not to be asked now. */
    private readonly resting;
    objects: readonly Counted[];
    /** Why it no longer takes part. */
    failure: Failure | undefined;
    known: Known;
    /** How far it was read; kept when the app has got it. */
    reached: Partial<Known>;
    /** How far the app knew it when the round began. */
    readonly position: number;
    constructor(hub: string, store: Store, notes: Notes, 
    /** It is not to be asked now. */
    resting: boolean);
    get address(): string;
    /** Takes part in the round. */
    get stands(): boolean;
    /** Reads what the app, or one of the others, has not got yet. */
    read(others: readonly Party[]): Promise<Listing>;
    /** Up to where another has everything that is here. */
    givenTo(other: Party): number;
    keep(change: Partial<Known>): void;
    /** Sends objects; gives them as they stand there, blobs with their addresses. */
    put(objects: readonly SyncObject[]): Promise<SyncObject[]>;
}
