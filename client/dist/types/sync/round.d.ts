import { type AppData, type Message } from "./app.ts";
import type { Notes } from "./notes.ts";
import { type Party } from "./party.ts";
/** The app and what is remembered for it. */
export interface Ground {
    app: AppData;
    notes: Notes;
    tell(message: Omit<Message, "timestamp">): void;
}
export declare class Round {
    private readonly ground;
    private readonly parties;
    private settled;
    constructor(ground: Ground, parties: readonly Party[]);
    /** Ends when it is done with all stores that did not fail.
     * @throws Overtaken if it must begin anew */
    run(): Promise<void>;
    private standing;
    /** Does something with one store after the other. What refuses takes part no longer. */
    private each;
    /** What counts as saved is not in a store: it was deleted, or somebody else signed in. */
    private startOverIfDue;
    private read;
    /** Hands the app what it has not got, and what several stores tell differently. */
    private deliver;
    private hand;
    /** Brings a store what only others have. */
    private relay;
    /** Sends each store what the app has pending. One is enough for it to count as saved: from there
     * the others get it, if they do not get it now. */
    private sendPending;
    private pending;
    /** Sends objects, but for those that stand there just so; gives all as they stand there. */
    private send;
    /** An object as a store can take it: a blob that stands at another hub goes with it. */
    private fitFor;
}
