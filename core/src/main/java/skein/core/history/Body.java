package skein.core.history;

import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.record.Change;
import skein.core.value.ReplicaId;
import skein.core.value.Time;

/// What a changeset says: when, by whom, and its changes, at most one a record. `undone`: the
/// changeset that this one undoes. `retires`: true in a replica's last line.
public record Body(
    Time time,
    String author,
    @Nullable String note,
    @Nullable Undone undone,
    boolean retires,
    List<Change> changes) {

  public static final int MAX_BYTES = 1 << 20;
  public static final int MAX_AUTHOR_BYTES = 256;

  /// The changeset that was undone.
  public record Undone(ReplicaId replica, long seq) {}

  public Body {
    changes = List.copyOf(changes);
  }
}
