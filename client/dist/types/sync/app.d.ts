import type { ObjectError, SyncObject } from "./object.ts";
/** Tells that something is done, or why it could not be. */
export type Done = (error?: unknown) => void;
/** How it goes: what is being done (`status`), or what went wrong (`error`, `detail`). */
export interface Message {
    status?: "sync_get" | "sync_put" | "sync_put_complete" | "sync_put_precondition_failed" | "reset" | "delete_collection";
    error?: "server_get" | "sync_get" | "sync_put" | "delete_collection" | "sign_in";
    detail?: string;
    /** How many objects are sent. */
    count?: number;
    /** The address of the hub it is about. */
    hub?: string;
    /** In milliseconds since 1970. */
    timestamp: number;
}
/** The app's side. Objects are named by type and id. */
export interface AppData {
    /** Gives all objects that were made, changed or deleted and that no hub has yet. */
    getPendingObjects(answer: (error: unknown, objects?: SyncObject[]) => void): void;
    /** These, as they are here, are on a hub now; a blob has its address. */
    objectsSaved(objects: SyncObject[], done: Done): void;
    /** These were written or deleted elsewhere. */
    objectsReceived(objects: SyncObject[], done: Done): void;
    /** Start over: no object counts as saved any more. */
    resetSaved(done: Done): void;
    /** How it goes, for people. */
    status?(message: Message): void;
    /** These cannot be sent; until they are mended, nothing is. */
    reportObjectErrors?(errors: ObjectError[]): void;
    /** Set by Sync, if it is there: to be called when something is pending. */
    onupdate?: (() => void) | null;
}
/** Waits for a function that takes a callback. What it fails with comes out of here. */
export declare function called<T>(work: (answer: (error?: unknown, value?: T) => void) => void): Promise<T | undefined>;
export declare function asError(error: unknown): Error;
