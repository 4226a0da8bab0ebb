import type { Bytes } from "../value/bytes.ts";
/** The secret half of a key. One of WebCrypto never leaves the browser. */
export type Secret = CryptoKey | Bytes;
export interface KeyPair {
    publicKey: Bytes;
    secret: Secret;
}
export declare function newKeyPair(): Promise<KeyPair>;
export declare function sign(secret: Secret, message: Bytes): Promise<Bytes>;
/** A signature to be checked. */
export interface Signed {
    key: Bytes;
    message: Bytes;
    signature: Bytes;
}
/** True if the signature is that of the key; false also for a key that is none. */
export declare function verify({ key, message, signature }: Signed): Promise<boolean>;
