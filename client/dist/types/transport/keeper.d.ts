import type { Replica } from "../replica/replica.ts";
import { type Peer } from "./peer.ts";
/** synced: the peer has all that was written here · pending: it lacks so many changesets · offline:
 * it cannot be reached · needs sign-in: it does not let us in · refused: it does not take what we
 * have, or we what it has, as long as that is what is there. */
export type SyncState = {
    state: "synced";
} | {
    state: "pending";
    count: number;
} | {
    state: "offline" | "needs sign-in" | "refused";
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
    /** How many changesets of ours the peer lacks. */
    private get pending();
    /** Tries again now, with another token if one is given. */
    retry(token?: string): void;
    stop(): void;
    /** Works until `stop`. */
    run(): Promise<void>;
    private changed;
    /** Exchanges, and then stays for as long as it can; true if it stayed. */
    private once;
    private pull;
    private pulled;
    private pullOnce;
    /** Who may only read, and has nothing to send, is in step all the same. */
    private forgive;
    private push;
    /** Notes how far the peer has our lines. */
    private sent;
    /** Keeps what the next exchange begins with. */
    private remember;
    private note;
    private show;
}
