import type { Line } from "../history/line.ts";
import type { RecordKey } from "../record/change.ts";
import type { Dot } from "../record/dot.ts";
import type { ReplicaId } from "../value/ids.ts";
import type { Fields } from "../value/value.ts";
import type { Draft, Outcome } from "./edit.ts";
import { type Received } from "./integrator.ts";
import type { Identity } from "./rows.ts";
import { type ShallowPage } from "./shallow.ts";
import { State } from "./state.ts";
import type { Store, Turns } from "./store.ts";
/** Is told which records changed, none if only chains grew; and whether it was written by this
 * replica object, not by another that shares its store. */
export type Watcher = (changed: RecordKey[], here: boolean) => void;
export interface Surroundings {
    store: Store;
    turns: Turns;
    nowMillis(): number;
}
/** What a new store begins with. */
export interface Founding {
    charter: Uint8Array;
    identity: Identity;
}
export declare class Replica {
    private readonly around;
    readonly state: State;
    private readonly watchers;
    private waiting;
    private constructor();
    /** Opens what the store holds; what `found` gives makes a new replica where there is none. */
    static open(around: Surroundings, found: () => Promise<Founding>): Promise<Replica>;
    get store(): Store;
    /** Under which name this replica writes. */
    get replica(): ReplicaId;
    /** The sequence of its last line under that name. */
    get ownSeq(): number;
    nowMillis(): number;
    /** Calls `watcher` after every change, until the function it returns is called. */
    watch(watcher: Watcher): () => void;
    private install;
    /** Makes a changeset, and returns when it is on the disk. Drafts that wait for their turn are
     * written together, under one signature. */
    commit(draft: Draft): Promise<Outcome>;
    private schedule;
    private commitAll;
    private commitEach;
    private hasRetired;
    /** Takes in lines from elsewhere, whole groups. */
    receive(lines: Line[]): Promise<Received>;
    /** Takes in a transfer in which bodies are lacking: all of it or nothing. */
    receiveShallow(pages: ShallowPage[]): Promise<Received>;
    /** Goes on under another name; the history of the old one stays. */
    adopt(identity: Identity): Promise<void>;
    /** Takes over what others who share the store have written. */
    refresh(): Promise<void>;
    private catchUp;
    /** One transaction: what `work` throws takes it back. */
    private write;
    /** The line of a changeset, if its body is here. */
    lineOf(dot: Dot): Promise<Line | undefined>;
}
/** What a replica of a space begins with. */
export declare function newFounding(charter: Uint8Array): Promise<Founding>;
/** What a replica begins with that is granted the right to write. `ask`: for a grant of its key,
 * with the charter. */
export declare function newGranted(ask: (key: string) => Promise<Fields>): Promise<Founding>;
/** What a new space begins with. Its owner key is thrown away: nobody needs a grant there. */
export declare function newSpace(): Promise<Founding>;
