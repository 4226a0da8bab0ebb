package skein.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import skein.core.history.Body;
import skein.core.record.Change;
import skein.core.record.Write;
import skein.core.replica.LogEntry;
import skein.core.replica.StoredChangeset;
import skein.core.value.Json;
import skein.core.value.NotStrict;

/// Changesets as lines and as JSON.
public final class LogText {
  private static final int MOST_CHANGES = 5;

  private LogText() {}

  /// One object: `number, changeset`, then of a good one `time, author, body` (as its author wrote
  /// it), of a void one `void` with the reason.
  public static Doc json(LogEntry entry) {
    StoredChangeset stored = entry.stored();
    Doc doc = new Doc().put("number", stored.number()).put("changeset", stored.dot().toString());
    Body body = entry.body();
    if (body == null) {
      return doc.put("void", String.valueOf(stored.voidReason()));
    }
    doc.put("time", body.time().toString()).put("author", body.author());
    doc.putIfThere("note", body.note());
    try {
      return doc.put("body", Json.parse(stored.body().toArray()));
    } catch (NotStrict impossible) {
      return doc.put("void", String.valueOf(impossible.getMessage()));
    }
  }

  /// One line for the changeset, then one for each of its first changes.
  public static List<String> lines(LogEntry entry) {
    StoredChangeset stored = entry.stored();
    String head = stored.number() + "\t" + stored.dot();
    Body body = entry.body();
    if (body == null) {
      return List.of(head + "\tvoid: " + stored.voidReason());
    }
    String note = body.note() == null ? "" : "\t" + body.note();
    String undo = body.undone() == null ? "" : "\tundoes " + undone(body.undone());
    List<String> lines = new ArrayList<>();
    lines.add(head + "\t" + body.time() + "\t" + body.author() + undo + note);
    body.changes().stream().limit(MOST_CHANGES).map(LogText::line).forEach(lines::add);
    if (body.changes().size() > MOST_CHANGES) {
      lines.add("    and " + (body.changes().size() - MOST_CHANGES) + " more records");
    }
    return lines;
  }

  private static String undone(Body.Undone undone) {
    return undone.replica() + ":" + undone.seq();
  }

  private static String line(Change change) {
    List<String> names =
        change.writes().stream()
            .map(Write::register)
            .map(register -> register.property())
            .filter(name -> !name.equals("_deleted"))
            .distinct()
            .toList();
    String op = change.op().name().toLowerCase(Locale.ROOT);
    return "    "
        + op
        + " "
        + change.key()
        + (names.isEmpty() ? "" : ": " + String.join(", ", names));
  }
}
