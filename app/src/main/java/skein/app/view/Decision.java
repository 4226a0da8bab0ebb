package skein.app.view;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.history.Body;
import skein.core.record.Change;
import skein.core.record.Register;
import skein.core.record.Write;
import skein.core.replica.Found;
import skein.core.replica.LogEntry;
import skein.core.replica.Snapshot;
import skein.core.value.Value;

/// A changeset that chose between two or more values of a property, whether its word still stands
/// or not. `author`, `note`: what it says of itself.
public record Decision(
    String property, Value value, LogEntry entry, String author, @Nullable String note) {

  /// The decisions over the properties of a record so far, oldest first.
  public static List<Decision> of(Found found, Snapshot view) {
    List<Decision> decisions = new ArrayList<>();
    for (LogEntry entry : view.history(found.localId())) {
      Body body = entry.body();
      if (body != null) {
        for (Change change : body.changes()) {
          if (change.key().equals(found.view().key())) {
            add(change, entry, body, decisions);
          }
        }
      }
    }
    return decisions;
  }

  private static void add(Change change, LogEntry entry, Body body, List<Decision> decisions) {
    for (Write write : change.writes()) {
      boolean decides = write.was().size() > 1 && write.register() instanceof Register.Plain;
      if (decides) {
        decisions.add(
            new Decision(
                write.register().property(),
                write.values().getFirst(),
                entry,
                body.author(),
                body.note()));
      }
    }
  }

  /// One object: `property, value, changeset, author, note`.
  public Doc json() {
    return new Doc()
        .put("property", property)
        .put("value", value)
        .put("changeset", entry.stored().dot().toString())
        .put("author", author)
        .putIfThere("note", note);
  }

  /// As a line.
  public String line() {
    Body body = entry.body();
    return "      decided before: "
        + (value.isNull() ? "unset" : Doc.text(value))
        + "  by "
        + author
        + " at "
        + entry.stored().dot().replica().toString().substring(0, 8)
        + (body == null ? "" : " on " + body.time())
        + (note == null ? "" : "  \"" + note + "\"");
  }
}
