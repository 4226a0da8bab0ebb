import type { Store } from "../replica/store.ts";
import { type Peer } from "./peer.ts";
/** What a property holds that refers to an attachment. */
export type BlobReference = {
    $blob: string;
    type: string;
    size: number;
};
export declare function hashOfBlob(blob: Blob): Promise<string>;
/** Brings a peer the attachments that it lacks. */
export declare function bringBlobs(peer: Peer, store: Store, signal: AbortSignal): Promise<void>;
/** Fetches an attachment and keeps it; `undefined` if the peer does not have it. */
export declare function fetchBlob(peer: Peer, store: Store, { $blob: sha, type, size }: BlobReference): Promise<Blob | undefined>;
