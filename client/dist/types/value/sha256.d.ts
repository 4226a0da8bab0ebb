import { type Bytes } from "./bytes.ts";
/** The hash of these parts, one after the other. */
export declare function sha256(...parts: Uint8Array[]): Bytes;
