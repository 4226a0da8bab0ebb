import { type Change, type RecordKey } from "../record/change.ts";
import type { Dot } from "../record/dot.ts";
import { type Time } from "../value/time.ts";
import { ChangeBuilder } from "./builder.ts";
import type { Edit } from "./edit.ts";
import { type Reading } from "./state.ts";
/** What an edit comes to: a change and the time of the newest entry it replaces, nothing to write,
 * or sentences that say why not. */
export type Composed = {
    result: "changed";
    change: Change;
    newest: Time | undefined;
} | {
    result: "same";
} | {
    result: "rejected";
    reasons: string[];
};
/** Nothing to write. */
export declare const SAME: Composed;
export declare class Composer {
    private readonly reading;
    private readonly ownTip;
    constructor(reading: Reading, ownTip: Dot | undefined);
    compose(edit: Edit): Composed;
    private composed;
    private builder;
    private view;
    /** The same of a record that was there at some time. */
    private viewOf;
    private create;
    private update;
    private delete;
    private purge;
}
/** What a builder has collected. */
export declare function changed(builder: ChangeBuilder, op: Change["op"], key: RecordKey): Composed;
