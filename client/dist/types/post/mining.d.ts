import { type PostId } from "./post.ts";
import { type Work } from "./score.ts";
export interface Search {
    /** How many nonces to try, 1 to 2^26; 1,000 unless it is said. */
    nonces?: number;
    /** Ends the search with the best until then; at least one nonce is tried. */
    signal?: AbortSignal;
    /** Told after each slice how many were tried. */
    onProgress?: (tried: number) => void;
    /** The time by which the work is dated, in milliseconds since 1970; the clock's. */
    nowMillis?: number;
    /** The nonce to begin with, 0 to 2^32 - 1; one that is drawn. The others follow it: no nonce is
     * likelier than another to be the best. */
    first?: number;
}
/** The best work found for the post of this name. */
export declare function findWork(id: PostId, search?: Search): Promise<Work>;
