package skein.core.replica;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import skein.core.record.Dot;
import skein.core.record.Entry;
import skein.core.record.LiveRecord;
import skein.core.record.RecordKey;
import skein.core.record.Register;

/// Whose entries stand live in each register of a record at a sender. It tells a receiver, who does
/// not get the bodies that replaced the others, which are dead. Totals are not told: each is
/// replaced along its own chain alone.
public record LiveDots(RecordKey key, SortedMap<Register, List<Dot>> live) {
  public LiveDots {
    SortedMap<Register, List<Dot>> copy = new TreeMap<>();
    live.forEach((register, dots) -> copy.put(register, List.copyOf(dots)));
    live = Collections.unmodifiableSortedMap(copy);
  }

  static LiveDots of(StoredRecord stored) {
    SortedMap<Register, List<Dot>> live = new TreeMap<>();
    stored
        .live()
        .registers()
        .forEach(
            (register, entries) -> {
              if (!(register instanceof Register.Total)) {
                live.put(register, entries.stream().map(Entry::dot).distinct().sorted().toList());
              }
            });
    return new LiveDots(stored.key(), live);
  }

  /// What is left of a record: an entry that the sender had goes if it is not live there. What is
  /// dead once is dead for ever, so it does not matter how much later this is done.
  LiveRecord trim(LiveRecord record, Predicate<Dot> senderHad) {
    SortedMap<Register, List<Entry>> left = new TreeMap<>();
    for (Map.Entry<Register, List<Entry>> register : record.registers().entrySet()) {
      List<Dot> named = live.getOrDefault(register.getKey(), List.of());
      List<Entry> entries = new ArrayList<>(register.getValue());
      if (!(register.getKey() instanceof Register.Total)) {
        entries.removeIf(entry -> !named.contains(entry.dot()) && senderHad.test(entry.dot()));
      }
      if (!entries.isEmpty()) {
        left.put(register.getKey(), List.copyOf(entries));
      }
    }
    return new LiveRecord(left);
  }
}
