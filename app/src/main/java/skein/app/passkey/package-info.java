/// Passkeys (WebAuthn, level 3), over WebAuthn4J. Start at [skein.app.passkey.Ceremony]. Must
/// never: decide who somebody is; it tells only whether a key has signed.
package skein.app.passkey;
