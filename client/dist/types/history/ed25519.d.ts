import { type Bytes } from "../value/bytes.ts";
export declare function publicKeyOf(seed: Uint8Array): Promise<Bytes>;
export declare function sign(seed: Uint8Array, message: Uint8Array): Promise<Bytes>;
export declare function verify(key: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean>;
