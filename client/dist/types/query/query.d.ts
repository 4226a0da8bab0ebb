import { type RecordView } from "../merge/view.ts";
import { type Value } from "../value/value.ts";
/** What a property must be: one of the values of `in`, not `not`, containing a text, or within
 * bounds. A plain value stands for being equal to it; null for being unset. */
export type Condition = null | boolean | number | string | {
    in?: Value[];
    not?: Value;
    contains?: string;
    above?: number | string;
    atLeast?: number | string;
    below?: number | string;
    atMost?: number | string;
};
/** Which records of a type, in which order, how many. `sort`: a property, with `-` before it
 * downwards; unset comes first. Without it by id, which for ids made here is by age. */
export interface Query {
    type: string;
    where?: Record<string, Condition>;
    sort?: string;
    limit?: number;
}
/** The records that exist and pass, in order. */
export declare function select(views: RecordView[], query: Query): RecordView[];
