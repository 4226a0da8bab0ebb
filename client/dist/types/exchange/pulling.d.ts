import type { Replica } from "../replica/replica.ts";
import type { Since } from "../replica/rows.ts";
import { type Message, type Step } from "./message.ts";
/** What a pull begins with. `since`: where the log of the sender ended last time. `shallow`: lines
 * may come without their bodies. */
export interface Terms {
    since?: Since | undefined;
    shallow: boolean;
}
/** What came of a pull so far. `theirs`: the digest of the sender's frontier. */
export interface Pulled {
    integrated: number;
    withheld: boolean;
    since: Since | undefined;
    theirs: string | undefined;
}
export declare class Pulling {
    private readonly replica;
    private readonly terms;
    readonly pulled: Pulled;
    private turn;
    private offer;
    private intake;
    private aside;
    private pages;
    private waits;
    private readonly since;
    constructor(replica: Replica, terms: Terms);
    opening(): Message[];
    on(message: Message): Promise<Step>;
    private want;
    /** Asks for whatever the sender has and will get until the last page: what it says of records is
     * of that time. So it must know what is here of every replica. */
    private wantShallow;
    /** All that was offered has been taken in. If only changes were, and what is here now is not what
     * the sender has, all heads must tell. */
    private finished;
    private take;
    private integrate;
    /** Keeps a page of a shallow transfer aside; with the last, all are taken in. */
    private keep;
    private takenIn;
    /** Counts what became of lines; says what was forged. */
    private count;
}
