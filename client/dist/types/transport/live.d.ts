import type { Pulled } from "../exchange/pulling.ts";
import type { Replica } from "../replica/replica.ts";
import { type Bytes } from "../value/bytes.ts";
/** What a live connection tells. */
export interface Told {
    pulled(pulled: Pulled): Promise<void>;
    /** The other end has pulled what stood here when it began; `ownSeq`: our last line then. */
    served(ownSeq: number): Promise<void>;
}
export declare class LiveSide {
    private readonly replica;
    private readonly send;
    private readonly told;
    private pulling;
    private serving;
    private pullAgain;
    private nudged;
    private shallow;
    private looked;
    private theirs;
    private since;
    constructor(replica: Replica, send: (frame: Bytes) => void, told: Told);
    get isPulling(): boolean;
    /** Pulls now, or after the pull that is under way. */
    pull(): void;
    /** The own replica has changed. One nudge is enough until the other end pulls; and none is needed
     * if all that is new here has come from there. */
    changed(): void;
    /** Works on a frame; one after the other. */
    take(frame: Bytes): Promise<void>;
    private onPulling;
    private onServing;
    private sendAll;
}
