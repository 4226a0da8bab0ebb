/// Ed25519 keys and signatures: the adapter behind the ports [skein.core.replica.Signer] and
/// [skein.core.replica.Verifier].
///
/// Start at [skein.store.keys.Ed25519Keys]. Must never: keep a secret, or know what is signed.
package skein.store.keys;
