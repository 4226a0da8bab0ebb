import type { Bytes } from "../value/bytes.ts";
/** A key pair, whose secret half never leaves the browser. */
export interface KeyPair {
    publicKey: Bytes;
    secret: CryptoKey;
}
export declare function newKeyPair(): Promise<KeyPair>;
export declare function sign(secret: CryptoKey, message: Bytes): Promise<Bytes>;
/** A signature to be checked. */
export interface Signed {
    key: Bytes;
    message: Bytes;
    signature: Bytes;
}
/** True if the signature is that of the key; false also for a key that is none. */
export declare function verify({ key, message, signature }: Signed): Promise<boolean>;
