import { type Values } from "./forms.ts";
import { type Query } from "./query/query.ts";
import type { RecordKey } from "./record/change.ts";
import type { Dot } from "./record/dot.ts";
import type { Edit } from "./replica/edit.ts";
import type { Replica } from "./replica/replica.ts";
import { type BlobReference } from "./transport/blobs.ts";
import type { SyncState } from "./transport/keeper.ts";
import { type Fields, type Value } from "./value/value.ts";
/** A record as it was read. Who changes it with this in hand replaces what stood here, and nothing
 * that came since. */
export interface Item {
    type: string;
    id: string;
    values: Fields;
    /** The properties in open conflict, `_deleted` for the question whether the record is there. */
    open: string[];
    /** The changes whose values stood there. */
    seen: Dot[];
}
/** A record to be changed: as it was read, or by its name alone, over all that stands. */
export interface Target {
    type: string;
    id: string;
    seen?: Dot[];
}
/** One side of a conflict. `shown`: what everybody sees until somebody decides. */
export interface Candidate {
    value: Value;
    shown: boolean;
    time: string;
    replica: string;
}
export interface Conflict {
    item: Item;
    property: string;
    candidates: Candidate[];
}
/** What is to be changed together. `note`: why, for the history. */
export interface ChangeOptions {
    note?: string;
}
/** A change was not made; `reasons` are sentences. Nothing of it was written. */
export declare class Refused extends Error {
    readonly reasons: string[];
    readonly name = "Refused";
    constructor(reasons: string[]);
}
/** A changeset that was made, to be undone by. */
export type Made = Dot;
export interface SpaceParts {
    replica: Replica;
    author: string;
    fetchBlob(reference: BlobReference): Promise<Blob | undefined>;
    state(): SyncState | undefined;
    onState(told: (state: SyncState) => void): () => void;
    retry(token: string | undefined): void;
    close(): Promise<void>;
}
export declare class Space {
    private readonly parts;
    constructor(parts: SpaceParts);
    /** The id of the space, 40 hex digits. */
    get id(): string;
    /** The public key under which this browser writes: what a grant is for. */
    get key(): string;
    /** Takes the grant that a space needs where only granted replicas write; before anything is
     * written here. */
    adopt(grant: Fields): Promise<void>;
    /** Makes a record; gives its name. */
    create(type: string, values: Values, { id }?: {
        id?: string;
    }): Promise<Target>;
    /** Changes properties of a record; nothing, if all of them stand as wanted. */
    update(target: Target, values: Values): Promise<Made | undefined>;
    /** Deletes a record; its history stays. */
    remove(target: Target): Promise<Made | undefined>;
    /** Makes several changes at once: all or none of them are made, and seen, anywhere. */
    change(edits: Edit[], { note }?: ChangeOptions): Promise<Made | undefined>;
    /** Takes a changeset back by a new one. */
    undo(changeset: Made): Promise<Made | undefined>;
    /** A record, if it is there. */
    get({ type, id }: RecordKey): Item | undefined;
    query(query: Query): Item[];
    /** Gives what a query finds, now and whenever that may have changed, until the function that it
     * returns is called. */
    watch(query: Query, told: (items: Item[]) => void): () => void;
    /** All open conflicts. */
    conflicts(): Conflict[];
    private conflictsOf;
    /** Settles a conflict for everybody. For `_deleted` the value is true or false. */
    resolve({ item, property }: Conflict, value: Value): Promise<Made | undefined>;
    private item;
    /** Keeps an attachment; gives what a property is to hold that refers to it. */
    attach(blob: Blob): Promise<BlobReference>;
    /** An attachment, from here or from the peer; nothing if neither has it. */
    blob(reference: BlobReference): Promise<Blob | undefined>;
    /** How the space stands with the one it is synchronised with; nothing if there is none. */
    get state(): SyncState | undefined;
    /** Tells how it stands, now and whenever that changes, until the function it returns is called.
     * */
    onState(told: (state: SyncState) => void): () => void;
    /** Tries to synchronise now, after signing in with another token. */
    retry(token?: string): void;
    /** Lets go of the space in this tab. */
    close(): Promise<void>;
}
