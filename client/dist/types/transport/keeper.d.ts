import type { Replica } from "../replica/replica.ts";
import { type Peer } from "./peer.ts";
/** synced: the peer has all that was written here · pending: it lacks so many changesets · offline:
 * it cannot be reached · needs sign-in: it does not let us in. */
export type SyncState = {
    state: "synced";
} | {
    state: "pending";
    count: number;
} | {
    state: "offline";
    reason: string;
} | {
    state: "needs sign-in";
    reason: string;
};
export declare class Keeper {
    private readonly replica;
    private readonly peer;
    private readonly tell;
    private readonly wake;
    private readonly waits;
    private readonly ending;
    private trouble;
    private row;
    private told;
    constructor(replica: Replica, peer: Peer, tell: (state: SyncState) => void);
    get state(): SyncState;
    /** Tries again now, with another token if one is given. */
    retry(token?: string): void;
    stop(): void;
    /** Works until `stop`. */
    run(): Promise<void>;
    private rest;
    /** Exchanges, and then stays for as long as it can; true if it stayed. */
    private once;
    private pull;
    private pulled;
    private pullOnce;
    private push;
    /** Notes how far the peer has our lines. */
    private sent;
    /** Keeps what the next exchange begins with. */
    private remember;
    private note;
    private show;
}
