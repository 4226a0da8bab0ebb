import type { Surroundings, Settings } from "./pace.ts";
/** How long until the first hub may be asked, how long until one is to be tried again (infinite if
 * none is), and how long they wish to be between two questions. */
export interface Waits {
    held: number;
    retry: number;
    poll: number;
}
/** Runs rounds. */
export declare class Scheduler {
    readonly settings: Settings;
    private readonly surroundings;
    private readonly work;
    /** Called after each round that failed, or succeeded. */
    onerror: ((error: Error) => void) | undefined;
    onsuccess: (() => void) | undefined;
    /** When the last round succeeded, in milliseconds since 1970; 0 if none did. */
    lastSuccessfulSync: number;
    private callOff;
    private slow;
    private ending;
    private wanted;
    /** `round` fails if it could not be finished. */
    constructor(settings: Settings, surroundings: Surroundings, work: {
        round(): Promise<void>;
        waits(): Waits;
        online(): void;
    });
    /** Begins; the first round is at once. */
    activate(): void;
    get isActive(): boolean;
    deactivate(): void;
    /** Runs a round as soon as the hubs allow one. */
    scheduleImmediately(): void;
    /** Back to the usual time between two rounds. */
    resetSchedule(): void;
    /** As while nobody sees the page. */
    scheduleSlowly(): void;
    private seen;
    private online;
    private scheduleNext;
    private scheduleIn;
    /** Runs a round now. Gives why it failed, if it did. */
    run(): Promise<Error | undefined>;
    private tell;
}
