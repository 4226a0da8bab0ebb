import { type SyncObject } from "./object.ts";
export interface Counted {
    counter: number;
    object: SyncObject;
}
/** What one hub told. `position`: up to there the app knows it. */
export interface List {
    objects: readonly Counted[];
    position: number;
}
/** The object that counts, and the list it is from. `holders`: the lists that have just this;
 * `contested`: those that have another. `fresh`: the app has not seen it. */
export interface Settled<L extends List> {
    object: SyncObject;
    content: string;
    from: L;
    counter: number;
    fresh: boolean;
    holders: Set<L>;
    contested: Set<L>;
}
/** By name. What is new goes before what was known; otherwise an earlier list before a later. */
export declare function settle<L extends List>(lists: readonly L[]): Map<string, Settled<L>>;
