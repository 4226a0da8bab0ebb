/** What is used of localStorage. */
export type Storage = Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem">;
/** How far a store is known. `position`: the app has got everything up to there; `given`: by the
 * address of another store, up to where that one has everything. */
export interface Known {
    collection: string;
    position: number;
    given: Record<string, number>;
}
/** JSON values under names with a prefix of the app's own. */
export declare class Notes {
    private readonly storage;
    private readonly prefix;
    constructor(storage: Storage, prefix: string);
    /** What stands there, if anything does; nobody else writes there. */
    read<T>(name: string): T | undefined;
    /** Undefined forgets it. */
    write(name: string, value: unknown): void;
    known(store: string): Known | undefined;
    /** Undefined forgets it. */
    keep(store: string, known: Known | undefined): void;
    private get stores();
    /** The app is to be told, in the next round, that nothing counts as saved. */
    get startsOver(): boolean;
    set startsOver(due: boolean);
    /** Whose data it is: if it is somebody else's now, all begins anew. */
    belongTo(email: string): void;
    /** Reads all again; and sends all again, if what was saved counts for nothing. */
    forgetStores(startsOver: boolean): void;
}
