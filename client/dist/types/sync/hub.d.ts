import { type Login } from "./door.ts";
import type { Notes } from "./notes.ts";
import { type Surroundings, Pace, type Settings } from "./pace.ts";
import { Party } from "./party.ts";
import { Store } from "./store.ts";
/** Where a hub is, as an app says it. */
export interface HubOptions {
    /** The address of the hub, such as `https://hub.example/sync`. */
    serverUrl?: string;
    /** The path of the store there, in which `{domain}` and `{user}` are filled in. */
    bucket?: string;
    /** Where to sign in; below the hub's address unless said otherwise. */
    verifyUrl?: string;
}
/** The same with nothing left open. */
export interface Place {
    address: string;
    bucket: string;
    verifyUrl: string;
}
/** Time, surroundings, and how to use them. */
export interface Timing {
    settings: Settings;
    surroundings: Surroundings;
}
export declare class Hub {
    readonly place: Place;
    private readonly notes;
    private readonly timing;
    readonly pace: Pace;
    /** For how many seconds it keeps an answer back, if it says so. */
    private wait;
    constructor(place: Place, notes: Notes, timing: Timing);
    get address(): string;
    /** Who signed in here, in this tab or another. */
    get login(): Login | undefined;
    private get noteName();
    signIn(assertion: string): Promise<Login>;
    /** Forgets who signed in, and lets the hub end the token. */
    signOut(): Promise<void>;
    forgetLogin(): void;
    /** The store of whoever signed in. */
    store({ email, auth }: Login): Store;
    /** True if it can be waited here for what others write. */
    get keepsBack(): boolean;
    /** Waits for what others write; false if there was nothing for a while. */
    hears(signal: AbortSignal): Promise<boolean>;
    party(login: Login): Party;
    /** Learns from how a round went. True if the token is not good any more. */
    learn(party: Party): boolean;
}
