package skein.server.records;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import skein.core.record.Register;
import skein.core.replica.Snapshot;
import skein.core.replica.StoredRecord;
import skein.core.value.Value;

/// Counts the records of a space, and its open conflicts. Looks only at what changed since it was
/// last asked: a bit a record is all it keeps. Safe for all threads.
final class Census {
  private static final int PAGE = 512;

  private final SortedMap<String, BitSet> records = new TreeMap<>();
  private BitSet open = new BitSet();
  private String epoch = "";
  private long order;

  /// What was counted: existing records by type, and records in open conflict.
  record Counts(SortedMap<String, Long> records, long conflicts) {
    Counts {
      records = new TreeMap<>(records);
    }

    /// All but the system's.
    long total() {
      return records.entrySet().stream()
          .filter(type -> !type.getKey().startsWith("_"))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }
  }

  synchronized Counts of(Snapshot view) {
    if (!view.reading().epoch().equals(epoch)) {
      epoch = view.reading().epoch();
      order = 0;
      records.clear();
      open = new BitSet();
    }
    for (List<StoredRecord> page = view.reading().since(order, PAGE);
        !page.isEmpty();
        page = view.reading().since(order, PAGE)) {
      page.forEach(stored -> count(stored, view));
      order = page.getLast().order();
    }
    SortedMap<String, Long> counts = new TreeMap<>();
    records.forEach((type, there) -> counts.put(type, (long) there.cardinality()));
    return new Counts(counts, open.cardinality());
  }

  private void count(StoredRecord stored, Snapshot view) {
    int place = Math.toIntExact(stored.localId());
    boolean exists =
        stored.live().live(Register.Presence.ONLY).stream()
            .anyMatch(entry -> entry.value().equals(Value.of(false)));
    records.computeIfAbsent(stored.key().type(), type -> new BitSet()).set(place, exists);
    boolean isOpen =
        stored.live().hasSeveral()
            && view.record(stored.localId()).map(found -> found.view().isOpen()).orElse(false);
    open.set(place, isOpen);
  }
}
