package skein.app.home;

import java.util.List;
import skein.core.history.Grant;
import skein.core.replica.Signer;
import skein.core.value.Bytes;
import skein.core.value.SpaceId;

/// Gives replicas their right to write, with the secret of the owner of a space.
record Granting(SpaceId space, Bytes secret, Signer signer) {
  private static final List<String> ALL = List.of("*");

  /// Lets the replica of this public key write records of all types.
  ///
  /// @throws IllegalArgumentException if that is no public key
  Grant grant(Bytes key) {
    Bytes signature = signer.sign(secret, Grant.message(key, space, ALL));
    return new Grant(key, signature, space, ALL);
  }
}
