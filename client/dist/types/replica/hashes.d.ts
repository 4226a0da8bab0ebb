import type { Bytes } from "../value/bytes.ts";
/** How many hashes a store keeps together. */
export declare const CHUNK = 256;
/** Only grows. Who holds an earlier end of it does not see what is added; adding at an earlier end
 * writes over what an abandoned transaction left there. */
export declare class Hashes {
    private bytes;
    at(index: number): Bytes;
    set(index: number, hash: Uint8Array): void;
    /** The hashes of a chunk, of `length` in all. */
    chunk(number: number, length: number): Bytes;
    putChunk(number: number, hashes: Uint8Array): void;
}
