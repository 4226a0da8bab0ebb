import { type Json } from "./json.ts";
import type { SyncObject } from "./object.ts";
import type { Counted } from "./settle.ts";
/** What a hub gives whoever signs in, to be sent with each request. */
export interface Auth {
    query?: string | Record<string, string>;
    headers?: Record<string, string>;
}
/** A hub that refuses, cannot be reached (status 0), or says what nobody understands. */
export declare class Failure extends Error {
    readonly status: number;
    constructor(status: number, message: string);
}
/** What came of reading: the objects beyond a counter, and how far that goes. `changed`: it is
 * another collection than the one that was known. */
export interface Listing {
    objects: Counted[];
    until: number;
    collection: string;
    changed: boolean;
}
/** What came of writing: the counter of the last object and the new addresses of blobs, by type and
 * id; or somebody else wrote in between. */
export type Put = {
    written: true;
    until: number;
    hrefs: Map<string, string>;
} | {
    written: false;
};
export declare class Store {
    readonly address: string;
    private readonly auth;
    private readonly heard;
    constructor(address: string, auth: Auth, heard: (headers: Headers) => void);
    /** All objects beyond a counter, in their order. */
    read(since: number, collection: string): Promise<Listing>;
    /** Writes objects, unless others came beyond `since`. */
    put(objects: readonly SyncObject[], known: {
        since: number;
        collection: string;
    }): Promise<Put>;
    /** Waits until objects come beyond those that are known; false if none came in that time. */
    hears(known: {
        position: number;
        collection: string;
    }, seconds: number, signal: AbortSignal): Promise<boolean>;
    /** Deletes the store for everybody. */
    remove(): Promise<void>;
    /** The bytes of a blob of this store, if it is there still. */
    blob(href: string): Promise<Blob | undefined>;
    private at;
    private ask;
    private send;
}
/** An address with what shows who asks. */
export declare function authenticated(address: string, auth: Auth): string;
/** Sends a request. What the browser says when nothing came is not fit for anybody. */
export declare function reach(address: string, request: RequestInit): Promise<Response>;
export declare function jsonOf(response: Response): Promise<Json>;
