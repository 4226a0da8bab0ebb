package skein.core.record;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The change of one record in a changeset. `writes` always hold one of presence; `released` names,
/// per set property, the dots whose elements a purge lets go.
public record Change(
    Op op, RecordKey key, List<Write> writes, SortedMap<String, List<Seen>> released) {

  /// What was done to the record.
  public enum Op {
    CREATE,
    UPDATE,
    DELETE,
    PURGE;

    /// True if the op leaves the record deleted.
    public boolean deletes() {
      return this == DELETE || this == PURGE;
    }
  }

  public Change {
    writes = List.copyOf(writes);
    SortedMap<String, List<Seen>> copy = new TreeMap<>();
    for (Map.Entry<String, List<Seen>> entry : released.entrySet()) {
      copy.put(entry.getKey(), List.copyOf(entry.getValue()));
    }
    released = Collections.unmodifiableSortedMap(copy);
  }
}
