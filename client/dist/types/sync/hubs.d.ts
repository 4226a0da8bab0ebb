import { Hub, type HubOptions, type Place, type Timing } from "./hub.ts";
import type { Notes } from "./notes.ts";
export declare class Hubs {
    private readonly notes;
    private readonly timing;
    private readonly bucketName;
    private readonly open;
    constructor(notes: Notes, timing: Timing, bucketName: string);
    private get chosen();
    all(): Hub[];
    /** Those that take part in rounds. No other hub leads in place of the first, not even while
     * nobody is signed in there. */
    taking(): Hub[];
    private hub;
    find(address: string): Hub | undefined;
    /** The page's own hub, unless its person left it. */
    offer(place: Place): void;
    add(place: Place): Hub;
    leave(hub: Hub): void;
    /** Fills in what is left open. `base`: the hub that the script came from. */
    place(options: HubOptions, base: string | null): Place;
}
