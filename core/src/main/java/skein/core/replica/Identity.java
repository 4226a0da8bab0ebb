package skein.core.replica;

import skein.core.value.Bytes;

/// Who this replica is: its origin and the secret that goes with it. Lives and dies with the log.
public record Identity(Origin origin, Bytes secret) {
  @Override
  public String toString() {
    return "identity of " + origin.replica();
  }
}
