package skein.core.replica;

import skein.core.value.Bytes;

/// Makes keys and signs (Ed25519). Port; the adapter stands in the store.
public interface Signer {
  /// A fresh secret.
  Bytes freshSecret();

  /// The public key, 32 bytes, of a secret.
  Bytes publicKey(Bytes secret);

  /// The signature, 64 bytes, of `message`.
  Bytes sign(Bytes secret, Bytes message);
}
