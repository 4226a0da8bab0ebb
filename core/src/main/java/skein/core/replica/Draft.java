package skein.core.replica;

import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.record.Dot;

/// What is to become one changeset: all of it or nothing. `undoes`: the changeset to undo, in place
/// of edits. `retires`: nothing of this replica comes after it.
public record Draft(
    String author, @Nullable String note, List<Edit> edits, @Nullable Dot undoes, boolean retires) {
  public Draft {
    edits = List.copyOf(edits);
  }

  public static Draft of(String author, Edit... edits) {
    return new Draft(author, null, List.of(edits), null, false);
  }

  public static Draft of(String author, List<Edit> edits) {
    return new Draft(author, null, edits, null, false);
  }

  public static Draft undo(String author, Dot changeset) {
    return new Draft(author, null, List.of(), changeset, false);
  }
}
