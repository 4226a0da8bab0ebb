package skein.app.view;

import java.util.ArrayList;
import java.util.List;
import skein.core.value.Value;
import skein.server.shape.Candidate;
import skein.server.shape.Conflict;
import skein.server.shape.Decision;
import skein.server.shape.Doc;

/// Conflicts as lines.
public final class ConflictText {
  private ConflictText() {}

  /// The record, then one line a candidate, the provisional winner with a star.
  public static List<String> lines(Conflict conflict) {
    List<String> lines = new ArrayList<>();
    lines.add(
        conflict.found().localId()
            + " "
            + conflict.found().view().key()
            + ": "
            + String.join(", ", conflict.open()));
    conflict.candidates().stream().map(ConflictText::line).forEach(lines::add);
    return lines;
  }

  /// A decision that was made before.
  public static String line(Decision decision) {
    String note = decision.note();
    return "      decided before: "
        + text(decision.value())
        + "  by "
        + decision.author()
        + " at "
        + decision.changeset().replica().toString().substring(0, 8)
        + " on "
        + decision.time()
        + (note == null ? "" : "  \"" + note + "\"");
  }

  /// A candidate, the provisional winner with a star.
  public static String line(Candidate candidate) {
    StringBuilder line = new StringBuilder();
    line.append("  ").append(candidate.number()).append(candidate.winner() ? " * " : "   ");
    line.append(candidate.isPresence() ? "record" : candidate.property());
    line.append(": ").append(value(candidate));
    String author = candidate.author();
    line.append("  by ").append(author == null ? "?" : author);
    line.append(" at ").append(candidate.entry().dot().replica().toString(), 0, 8);
    line.append(" on ").append(candidate.entry().time());
    if (!candidate.replaced().isEmpty()) {
      List<String> texts = candidate.replaced().stream().map(ConflictText::text).toList();
      line.append(", replaced ").append(String.join(" and ", texts));
    }
    return line.toString();
  }

  /// The value, in words where the question is whether the record is there.
  static String value(Candidate candidate) {
    if (candidate.isPresence()) {
      return candidate.entry().value().equals(Value.of(true)) ? "deleted" : "kept";
    }
    return text(candidate.entry().value());
  }

  private static String text(Value value) {
    return value.isNull() ? "unset" : Doc.text(value);
  }
}
