package skein.server.shape;

import skein.core.history.Body;
import skein.core.replica.LogEntry;
import skein.core.replica.StoredChangeset;
import skein.core.value.Bytes;
import skein.core.value.Json;
import skein.core.value.NotStrict;

/// Changesets as JSON.
public final class LogShape {
  private LogShape() {}

  /// One object: `number, changeset`, then of a good one `time, author, body` (as its author wrote
  /// it), of a void one `void` with the reason, of one whose body was let go `forgotten`.
  public static Doc json(LogEntry entry) {
    StoredChangeset stored = entry.stored();
    Doc doc = new Doc().put("number", stored.number()).put("changeset", stored.dot().toString());
    Body body = entry.body();
    Bytes bytes = stored.bytes().orElse(null);
    if (body == null || bytes == null) {
      return SilenceShape.put(doc, stored);
    }
    doc.put("time", body.time().toString()).put("author", body.author());
    doc.putIfThere("note", body.note());
    try {
      return doc.put("body", Json.parse(bytes.toArray()));
    } catch (NotStrict impossible) {
      return doc.put("void", String.valueOf(impossible.getMessage()));
    }
  }
}
