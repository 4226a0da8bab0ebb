import type { Turns } from "./replica/store.ts";
import type { SyncState } from "./transport/keeper.ts";
/** What tabs tell each other: that the store has changed, how the one that synchronises stands, that
 * somebody wants to know, that it shall try again. */
export type Telling = {
    tells: "changed";
} | {
    tells: "state";
    state: SyncState;
} | {
    tells: "asks";
} | {
    tells: "retry";
    token: string | undefined;
};
/** Turns of all tabs. */
export declare class TabTurns implements Turns {
    private readonly name;
    constructor(name: string);
    run<T>(work: () => Promise<T>): Promise<T>;
}
/** The tabs that share the replica of this name. */
export declare class Tabs {
    private readonly name;
    private readonly channel;
    constructor(name: string, hear: (telling: Telling) => void);
    tell(telling: Telling): void;
    /** Works as the only one of all tabs: waits until it is this one's turn, and keeps it. */
    lead(work: () => Promise<void>, signal: AbortSignal): Promise<void>;
    close(): void;
}
