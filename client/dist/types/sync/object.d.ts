/** A picture or the like of an object: `data`, in base64, on its way to a hub, `href` when it is
 * there. */
export interface BlobPart {
    content_type: string;
    data?: string;
    href?: string;
}
/** An object of an app, named by type and id. `expires`: in seconds since 1970; `deleted`: it is a
 * tombstone, and has neither data nor blob. */
export interface SyncObject {
    type: string;
    id: string;
    expires?: number;
    data?: unknown;
    deleted?: true;
    blob?: BlobPart;
}
/** An object, and what is wrong with it. */
export interface ObjectError {
    object: unknown;
    error: string;
}
export declare function nameOf(object: SyncObject): string;
/** The same text for all objects that say the same, whichever hub they come from. */
export declare function contentOf(object: SyncObject): string;
/** What is wrong with objects that are to be sent. */
export declare function errorsOf(objects: readonly SyncObject[]): ObjectError[];
