import type { Bytes } from "./bytes.ts";
export declare function utf8(text: string): Bytes;
/** Reads UTF-8; a byte order mark is a character like any other. */
export declare function fromUtf8(bytes: Uint8Array): string;
/** True if no half of a pair of surrogates stands alone, which UTF-8 cannot write. */
export declare function isWellFormed(text: string): boolean;
/** How many bytes of UTF-8 a text has. */
export declare function utf8Length(text: string): number;
/** Compares by UTF-8 bytes, which is by code point: surrogates come after U+FFFF. */
export declare function compareTexts(left: string, right: string): number;
