package skein.app.view;

import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.record.Entry;
import skein.core.record.Register;
import skein.core.value.Value;

/// One of the values that a conflict is about. `number`: from 1, through all conflicts of a record.
/// `property`: `_deleted` where the question is whether the record is there. `author`, `note`: what
/// its changeset says. `replaced`: what its author replaced, as far as it is known here. `winner`:
/// it is shown until somebody decides.
public record Candidate(
    int number,
    String property,
    Entry entry,
    @Nullable String author,
    @Nullable String note,
    List<Value> replaced,
    boolean winner) {
  public Candidate {
    replaced = List.copyOf(replaced);
  }

  /// True if the question is whether the record is there.
  public boolean isPresence() {
    return property.equals(Register.DELETED);
  }

  /// The value, in words where the question is whether the record is there.
  String valueText() {
    if (isPresence()) {
      return entry.value().equals(Value.of(true)) ? "deleted" : "kept";
    }
    return entry.value().isNull() ? "unset" : Doc.text(entry.value());
  }

  /// As JSON: the same on every replica that knows the same.
  Doc json() {
    return new Doc()
        .put("number", number)
        .put("property", property)
        .put("value", entry.value())
        .put("winner", winner)
        .put("replica", entry.dot().replica().toString())
        .put("changeset", entry.dot().toString())
        .put("time", entry.time().toString())
        .putIfThere("author", author)
        .putIfThere("note", note)
        .put("replaced", Value.of(replaced));
  }

  /// As a line.
  String line() {
    StringBuilder line = new StringBuilder();
    line.append("  ").append(number).append(winner ? " * " : "   ");
    line.append(isPresence() ? "record" : property).append(": ").append(valueText());
    line.append("  by ").append(author == null ? "?" : author);
    line.append(" at ").append(entry.dot().replica().toString(), 0, 8);
    line.append(" on ").append(entry.time());
    if (!replaced.isEmpty()) {
      List<String> texts =
          replaced.stream().map(value -> value.isNull() ? "unset" : Doc.text(value)).toList();
      line.append(", replaced ").append(String.join(" and ", texts));
    }
    return line.toString();
  }
}
