// Passkeys: the browser makes and uses them, the node looks at what they sign.

import { ask } from "./ask.ts";

/** What came of showing a passkey: what the page that asked gets, and what this window needs to
 * look after the passkeys; `id`: the one that was shown. */
export interface Shown {
  assertion: string;
  slip: string;
  id: string;
}

/** By what somebody may add a passkey: he has shown one, or got a link. */
export type Leave = { slip: string } | { link: string };

export interface Passkey {
  id: string;
  label: string;
  made?: string;
  used?: string;
}

export interface Keyring {
  user: string;
  keys: Passkey[];
}

/** Somebody new makes a passkey under this name. */
export async function makePasskey(origin: string, name: string): Promise<Shown> {
  const made = await create({ origin, name });
  return shown("passkey-made", made, made.toJSON());
}

/** Somebody makes one more, on a device that has none of his yet. */
export async function addPasskey(leave: Leave, label: string): Promise<Shown> {
  const made = await create(leave);
  return shown("passkey-add", made, { ...leave, label, credential: made.toJSON() });
}

/** Somebody who has made a passkey before uses it. */
export async function usePasskey(origin: string): Promise<Shown> {
  const options = await ask("POST", "passkey-options", { origin });
  const used = await navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(
      options as PublicKeyCredentialRequestOptionsJSON,
    ),
  });
  return shown("passkey-used", key(used), key(used).toJSON());
}

export async function passkeys(slip: string): Promise<Keyring> {
  return (await ask("POST", "passkeys", { slip })) as Keyring;
}

/** Removes one; gives the others. */
export async function removePasskey(slip: string, id: string): Promise<Keyring> {
  return (await ask("POST", "passkey-remove", { slip, id })) as Keyring;
}

async function create(wanted: object): Promise<PublicKeyCredential> {
  const options = await ask("POST", "passkey-options", wanted);
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as PublicKeyCredentialCreationOptionsJSON,
  );
  try {
    return key(await navigator.credentials.create({ publicKey }));
  } catch (error) {
    if (error instanceof DOMException && error.name === "InvalidStateError") {
      throw new Error("this device has a passkey of yours already; choose another device");
    }
    throw error;
  }
}

function key(credential: Credential | null): PublicKeyCredential {
  if (!(credential instanceof PublicKeyCredential)) {
    throw new Error("the browser gave no passkey");
  }
  return credential;
}

async function shown(address: string, { id }: Credential, body: unknown): Promise<Shown> {
  const answer = (await ask("POST", address, body)) as { assertion: string; slip: string };
  return { ...answer, id };
}
