import { type Change } from "../record/change.ts";
import { type Dot } from "../record/dot.ts";
import { type ReplicaId } from "../value/ids.ts";
import { type Time } from "../value/time.ts";
import type { Value } from "../value/value.ts";
import { type Grant } from "./charter.ts";
/** What a changeset says. `undone`: the changeset that it undoes. `retires`: nothing of this
 * replica follows. */
export interface Body {
    time: Time;
    author: string;
    note: string | undefined;
    undone: Undone | undefined;
    retires: boolean;
    changes: Change[];
}
export interface Undone {
    replica: ReplicaId;
    seq: number;
}
/** Good, void, or of a later format than this software knows. */
export type Reading = {
    verdict: "good";
    body: Body;
} | {
    verdict: "void";
    reason: string;
} | {
    verdict: "later";
    format: number;
};
/** Reads a body. `grant`: what limits the types of the changes. */
export declare function readBody(bytes: Uint8Array, grant: Grant | undefined): Reading;
/** What a body says that is known to be good; `undefined` for a void one. */
export declare function saidOf(bytes: Uint8Array, grant: Grant | undefined): Body | undefined;
/** Reads `[replica, sequence, mark]`. */
export declare function dotOfValue(value: Value): Dot;
