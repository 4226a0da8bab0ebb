package skein.store.sqlite;

import skein.core.replica.StoredBody;
import skein.core.value.Bytes;

/// How a body stands in the table of changesets: its bytes or, where they were let go, their hash.
final class BodyColumns {
  private static final int HERE = 0;
  private static final int FORGOTTEN = 1;
  private static final int PURGED = 2;

  private BodyColumns() {}

  static byte[] bytes(StoredBody body) {
    return switch (body) {
      case StoredBody.Here(Bytes bytes) -> bytes.toArray();
      case StoredBody.Gone gone -> gone.hash().toArray();
    };
  }

  /// How much of a batch it takes.
  static int length(StoredBody body) {
    return body instanceof StoredBody.Here(Bytes bytes) ? bytes.length() : 0;
  }

  static int withheld(StoredBody body) {
    return switch (body) {
      case StoredBody.Here here -> HERE;
      case StoredBody.Gone gone -> gone.purged() ? PURGED : FORGOTTEN;
    };
  }

  static StoredBody read(byte[] bytes, int withheld) {
    return withheld == HERE
        ? new StoredBody.Here(Bytes.of(bytes))
        : new StoredBody.Gone(Bytes.of(bytes), withheld == PURGED);
  }
}
