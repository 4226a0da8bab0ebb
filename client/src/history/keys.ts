// Signatures: Ed25519 by WebCrypto, or by our own where a browser lacks it.

import type { Bytes } from "../value/bytes.ts";

const NAME = "Ed25519";

/** The secret half of a key. One of WebCrypto never leaves the browser. */
export type Secret = CryptoKey | Bytes;

export interface KeyPair {
  publicKey: Bytes;
  secret: Secret;
}

type Fallback = typeof import("./ed25519.ts");

/** Fetches our own, from beside this script. */
const fallback = (): Promise<Fallback> => import("./skein.ed25519.js" as string);

export async function newKeyPair(): Promise<KeyPair> {
  try {
    const made = await crypto.subtle.generateKey(NAME, false, ["sign", "verify"]);
    const { publicKey, privateKey } = made as CryptoKeyPair;
    const raw = await crypto.subtle.exportKey("raw", publicKey);
    return { publicKey: new Uint8Array(raw), secret: privateKey };
  } catch {
    // Whatever WebCrypto cannot do, our own can.
    const secret = crypto.getRandomValues(new Uint8Array(32));
    return { publicKey: await (await fallback()).publicKeyOf(secret), secret };
  }
}

export async function sign(secret: Secret, message: Bytes): Promise<Bytes> {
  return secret instanceof Uint8Array
    ? (await fallback()).sign(secret, message)
    : new Uint8Array(await crypto.subtle.sign(NAME, secret, message));
}

/** A signature to be checked. */
export interface Signed {
  key: Bytes;
  message: Bytes;
  signature: Bytes;
}

/** True if the signature is that of the key; false also for a key that is none. */
export async function verify({ key, message, signature }: Signed): Promise<boolean> {
  let imported: CryptoKey;
  try {
    imported = await crypto.subtle.importKey("raw", key, NAME, false, ["verify"]);
  } catch (error) {
    const isLacking = error instanceof DOMException && error.name === "NotSupportedError";
    return isLacking && (await fallback()).verify(key, message, signature);
  }
  return crypto.subtle.verify(NAME, imported, signature, message);
}
