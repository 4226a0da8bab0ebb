package skein.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import skein.core.history.Body;
import skein.core.record.Change;
import skein.core.record.Write;
import skein.core.replica.LogEntry;
import skein.core.replica.StoredChangeset;

/// Changesets as lines.
public final class LogText {
  private static final int MOST_CHANGES = 5;

  private LogText() {}

  /// One line for the changeset, then one for each of its first changes.
  public static List<String> lines(LogEntry entry) {
    StoredChangeset stored = entry.stored();
    String head = stored.number() + "\t" + stored.dot();
    Body body = entry.body();
    if (body == null) {
      return List.of(head + "\t" + stored.silence());
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
