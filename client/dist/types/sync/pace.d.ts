/** How an app's syncing is timed, in milliseconds. */
export interface Settings {
    /** Between two rounds while all is well. */
    period: number;
    /** The same while nobody sees the page. */
    hiddenPeriod: number;
    /** After a change, or when the page is seen again. */
    soon: number;
    /** By how much the wait grows with each failure. */
    failureStep: number;
    /** What a hub wishes is taken as at least, and at most, this. */
    leastWish: number;
    mostWish: number;
    /** A longer wish is none. */
    absurdWish: number;
}
export declare function usualSettings(): Settings;
/** Time and chance; those of a test stand still. */
export interface Surroundings {
    /** In milliseconds since 1970. */
    now(): number;
    /** From 0 up to 1. */
    random(): number;
    /** Does something later; gives what calls that off. */
    after(millis: number, work: () => void): () => void;
}
export declare const REAL: Surroundings;
/** The wishes of an answer, in milliseconds. */
export interface Wishes {
    retryAfter?: number | undefined;
    poll?: number | undefined;
}
export declare function wishesOf(headers: Headers, settings: Settings, now: number): Wishes;
export declare class Pace {
    private readonly settings;
    private readonly surroundings;
    private failures;
    private wishes;
    private heldUntil;
    private wished;
    constructor(settings: Settings, surroundings: Surroundings);
    /** Each answer says what its hub wishes, also one that refuses. */
    heard(wishes: Wishes): void;
    succeeded(): void;
    /** The hub refused, or could not be reached (`away`). */
    failed(away: boolean): void;
    /** Never shorter than wished, and a little longer, so that not all clients come back at once. */
    private hold;
    /** There is a net again: what could not be reached may be tried. */
    online(): void;
    /** Forgets what it waits for. */
    reset(): void;
    /** For how long it is not to be asked; 0 if it may be. */
    get held(): number;
    /** For how long until it is to be tried again; infinite if it need not be. A wait that has run
     * out counts until the hub has answered: a round that began before has passed it over. */
    get due(): number;
    /** What it wishes to be between two questions; 0 if it does not say. */
    get poll(): number;
}
