package skein.server.shape;

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
}
