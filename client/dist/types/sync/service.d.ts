import { type AppData, type Done, type Message } from "./app.ts";
import type { Hub } from "./hub.ts";
import type { Hubs } from "./hubs.ts";
import type { Notes } from "./notes.ts";
export declare class Service {
    private readonly hubs;
    private readonly notes;
    private readonly outside;
    private readonly ground;
    private last;
    constructor(hubs: Hubs, app: AppData, notes: Notes, outside: {
        lockName: string;
        now(): number;
        /** A hub no longer takes the token. */
        refused(hub: Hub): void;
        run(): Promise<Error | undefined>;
    });
    tell(message: Omit<Message, "timestamp">): void;
    /** Runs a round now, unless the hubs do not wish to be asked. */
    syncNow(done?: Done): void;
    /** Deletes the stores of whoever signed in, for all his devices, and starts over. */
    deleteCollection(reason: string, done?: Done): void;
    /** @throws Error unless it is done with all hubs that somebody is signed in at */
    round(): Promise<void>;
    /** A round, and another one if others came in between. Gives who took part. */
    private settled;
    private learn;
    /** Leaves a hub, when another one has all that was there.
     * @throws Error if that cannot be */
    leave(hub: Hub): Promise<void>;
    /** Tells the app where all blobs are, when they are going to be elsewhere no more. */
    private handBlobs;
    /** One at a time, in all tabs where the browser has locks, otherwise in this one. */
    private alone;
}
