package skein.core.replica;

import org.jspecify.annotations.Nullable;
import skein.core.history.Grant;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;

/// What the first line of a replica said: its public key, and its grant if it has one.
public record Origin(ReplicaId replica, Bytes key, @Nullable Grant grant) {
  /// The bytes of the grant as they enter the chain; empty for none.
  public Bytes grantBytes() {
    return grant == null ? Bytes.EMPTY : grant.json();
  }
}
