package skein.core.replica;

import skein.core.value.Bytes;

/// Checks signatures (Ed25519). Port; the adapter stands in the store.
@FunctionalInterface
public interface Verifier {
  /// True if `signature` was made over `message` with the secret of `key`; false for anything
  /// malformed.
  boolean verify(Bytes key, Bytes message, Bytes signature);
}
