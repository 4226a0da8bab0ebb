export type Bytes = Uint8Array<ArrayBuffer>;
export declare const NO_BYTES: Bytes;
export declare function concat(...parts: Uint8Array[]): Bytes;
export declare function sameBytes(left: Uint8Array, right: Uint8Array): boolean;
/** Eight bytes, the highest first, for a number up to 2^53. */
export declare function numberBytes(number: number): Bytes;
export declare function toHex(bytes: Uint8Array): string;
/** Reads lower-case hex. */
export declare function fromHex(text: string): Bytes;
export declare const toBase64url: (bytes: Uint8Array) => string;
export declare const toBase32: (bytes: Uint8Array) => string;
export declare const fromBase64url: (text: string) => Bytes;
export declare const fromBase32: (text: string) => Bytes;
