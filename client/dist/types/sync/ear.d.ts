import type { Hub } from "./hub.ts";
export declare class Ear {
    private readonly lockName;
    private readonly hubs;
    private readonly changed;
    private ending;
    constructor(lockName: string, hubs: () => Hub[], changed: () => void);
    /** Listens at each hub that offers it, until there is something or it is stopped: in one tab of
     * all, since a browser opens few connections to one host. Not while nobody sees the page. */
    start(): void;
    stop(): void;
    private listen;
}
