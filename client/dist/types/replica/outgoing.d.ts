import { type Line } from "../history/line.ts";
import type { RecordKey } from "../record/change.ts";
import type { Dot } from "../record/dot.ts";
import type { ReplicaId } from "../value/ids.ts";
import type { Branch } from "./chains.ts";
import type { Replica } from "./replica.ts";
import type { LineRow } from "./rows.ts";
/** What somebody wants of a log. `have`: for each replica, dots of it that the other has. In a
 * shallow transfer all lines of a replica that is not named are wanted, otherwise none. */
export interface Wants {
    have: Map<ReplicaId, Dot[]>;
    shallow: boolean;
}
/** Whole groups; in a shallow transfer the records that they changed. */
export interface OutgoingPage {
    lines: Line[];
    records: RecordKey[];
    last: boolean;
}
export declare class Outgoing {
    private readonly replica;
    private readonly wants;
    private readonly had;
    private readonly until;
    private readonly told;
    private reached;
    private rows;
    constructor(replica: Replica, wants: Wants);
    get isShallow(): boolean;
    next(): Promise<OutgoingPage>;
    /** The next row of the log. */
    private row;
    private tell;
    private lineOf;
}
/** A row as it travels. */
export declare function lineOf(row: LineRow, { origin }: Branch): Line;
