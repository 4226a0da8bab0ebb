// Signatures: Ed25519 by WebCrypto.

import type { Bytes } from "../value/bytes.ts";

const NAME = "Ed25519";

/** A key pair, whose secret half never leaves the browser. */
export interface KeyPair {
  publicKey: Bytes;
  secret: CryptoKey;
}

export async function newKeyPair(): Promise<KeyPair> {
  const pair = (await crypto.subtle.generateKey(NAME, false, ["sign", "verify"])) as CryptoKeyPair;
  const publicKey = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  return { publicKey, secret: pair.privateKey };
}

export async function sign(secret: CryptoKey, message: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign(NAME, secret, message));
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
  } catch {
    return false;
  }
  return crypto.subtle.verify(NAME, imported, signature, message);
}
