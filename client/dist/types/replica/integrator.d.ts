import { type KeyPair } from "../history/keys.ts";
import { type Line } from "../history/line.ts";
import { type ReplicaId } from "../value/ids.ts";
import type { Origin } from "./chains.ts";
import type { Writing } from "./writing.ts";
/** Something worth telling of lines that came. */
export interface Remark {
    kind: "void" | "fork" | "held" | "forged";
    replica: ReplicaId;
    seq: number;
    reason: string;
}
/** What became of lines. `withheld`: some wait because their bodies were not sent. */
export interface Received {
    integrated: number;
    known: number;
    withheld: boolean;
    remarks: Remark[];
}
export declare class Integrator {
    private readonly writing;
    private readonly nowMillis;
    readonly received: Received;
    private readonly pending;
    private readonly stopped;
    private metSelf;
    constructor(writing: Writing, nowMillis: number);
    /** Takes lines as they come. `lacks`: whether this one may come without its body. */
    take(lines: Line[], lacks: (line: Line, at: number) => boolean): Promise<void>;
    /** To be called when all have come. */
    finish(): Promise<Received>;
    private takeOne;
    private stop;
    private close;
    /** What is wrong with key and grant, which stand on the first line of a replica. */
    private faultOfFirst;
    private attachments;
    /** Integrates the lines that are new, unless one of them must wait. */
    private judge;
    /** The branch that ends at `before`, or a new one that begins there. */
    private branchAfter;
    private append;
}
/** The identity of a replica with these keys, without a grant. */
export declare function identityOf({ publicKey, secret }: KeyPair): {
    origin: Origin;
    secret: import("../history/keys.ts").Secret;
};
