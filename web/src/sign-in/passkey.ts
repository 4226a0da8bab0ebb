// Passkeys: the browser makes and uses them, the node looks at what they sign.

import { ask } from "./ask.ts";

/** The assertion of somebody new, who makes a passkey under this name. */
export async function makePasskey(origin: string, name: string): Promise<string> {
  const options = await ask("POST", "passkey-options", { origin, name });
  const made = await navigator.credentials.create({
    publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(
      options as PublicKeyCredentialCreationOptionsJSON,
    ),
  });
  return shown("passkey-made", made);
}

/** The assertion of somebody who has made a passkey before. */
export async function usePasskey(origin: string): Promise<string> {
  const options = await ask("POST", "passkey-options", { origin });
  const used = await navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(
      options as PublicKeyCredentialRequestOptionsJSON,
    ),
  });
  return shown("passkey-used", used);
}

async function shown(address: string, credential: Credential | null): Promise<string> {
  if (!(credential instanceof PublicKeyCredential)) {
    throw new Error("the browser gave no passkey");
  }
  const { assertion } = (await ask("POST", address, credential.toJSON())) as { assertion: string };
  return assertion;
}
