import { type PostId } from "./post.ts";
/** What stands for a post: seconds since 1970, and a nonce. Both 0 to 2^32 - 1. */
export interface Work {
    time: number;
    nonce: number;
}
/** The score of this work for the post of this name: seconds since 1970, exact. */
export declare function score(id: PostId, work: Work): number;
/** The first 4 bytes of the hash of post and work, as a number; the smaller, the rarer. */
export declare function rarity(id: Uint8Array, work: Work): number;
/** The score of a work of this time whose hash begins with these 4 bytes, in units of 2^-20 s. */
export declare function unitsOf(time: number, rarity: number): bigint;
