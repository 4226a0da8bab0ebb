import { type AppData, type Done } from "./app.ts";
import type { HubOptions } from "./hub.ts";
import { type Storage } from "./notes.ts";
import { type Surroundings } from "./pace.ts";
import { Scheduler } from "./scheduler.ts";
import { Service } from "./service.ts";
import { type Auth } from "./store.ts";
export interface SyncOptions extends HubOptions {
    /** The last part of the store's path, and of what is remembered here; `bucket` if not said. */
    appName?: string;
    /** Where to remember; localStorage unless said otherwise. */
    storage?: Storage;
    /** What shows who somebody is, where the page has it already. */
    assertion?: string;
}
/** Told when somebody signs in, or is so already, and when nobody is any more. */
export interface Watcher {
    onlogin?(email: string, auth: Auth): void;
    onlogout?(): void;
}
export declare class Sync {
    /** The address of the hub that the script came from, if it came from one. */
    static baseUrl: string | null;
    readonly scheduler: Scheduler;
    readonly service: Service;
    private readonly hubs;
    private readonly ear;
    private readonly notes;
    private readonly watchers;
    private assertion;
    /** Whom the watchers were told of last. */
    private told;
    constructor(appData: AppData, options?: SyncOptions, surroundings?: Surroundings);
    private begin;
    /** Who signed in: at the first hub that has somebody. */
    private get login();
    /** When all was last in step, in milliseconds since 1970; 0 if never. */
    lastSyncTime(): number;
    /** Syncs regularly from now on. */
    activate(): void;
    /** Syncs no more, until `activate`. */
    deactivate(): void;
    /** What is written by this very page need not be heard of. */
    private round;
    /** Back to the usual time between two rounds; what hubs wished so far is forgotten. */
    resetSchedule(): void;
    scheduleImmediately(): void;
    scheduleSlowly(): void;
    private waits;
    /** Tells now, if somebody is signed in, and whenever that changes. */
    watch(watcher: Watcher): void;
    /** Signs in at all hubs. */
    signIn(assertion: string, done?: Done): void;
    /** Tries each hub; fails if one refused. */
    private signInAt;
    /** One person at a time: whoever signed in before as somebody else did so no more. */
    private welcome;
    /** Asks who it is, in the way that the page has for it. */
    request(): void;
    /** Signs out at all hubs. What is in the app stays there. */
    logout(): void;
    /** Signs in, or out. */
    toggleLogin(): void;
    private forget;
    private refused;
    /** Forgets how far all is in step: everything is received and sent again. */
    reset(done?: Done): void;
    /** The address of a blob, with what shows who asks. */
    authenticateUrl(url: string): string;
    /** The addresses of all hubs that are used. */
    hubAddresses(): string[];
    /** Uses one more hub, and copies everything to it. Should that fail, it is tried again. */
    addHub(options: HubOptions & {
        assertion?: string;
    }, done?: Done): void;
    /** Leaves a hub, when another one has everything; what is there stays there. */
    removeHub(serverUrl: string, done?: Done): void;
    /** Leaves a hub that will not come back: what the app has is sent to the others. */
    abandonHub(serverUrl: string, done?: Done): void;
    private used;
}
