package skein.server.shape;

import skein.core.replica.StoredBody;
import skein.core.replica.StoredChangeset;

/// A changeset that says nothing, as JSON: `void` with the reason, or `forgotten`, which is true
/// for a body that was forgotten and `"purged"` for one that was purged.
public final class SilenceShape {
  private SilenceShape() {}

  public static Doc put(Doc doc, StoredChangeset stored) {
    return switch (stored.body()) {
      case StoredBody.Here here -> doc.put("void", String.valueOf(stored.voidReason()));
      case StoredBody.Gone gone -> doc.put("forgotten", stored.silence());
    };
  }
}
