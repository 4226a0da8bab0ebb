package skein.testkit.arena.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import skein.core.history.Body;
import skein.core.record.Change;
import skein.core.record.Entry;
import skein.core.record.RecordKey;
import skein.core.record.Register;
import skein.core.record.Seen;
import skein.core.record.Write;
import skein.core.value.Value;

/// The live entries that a set of lines comes to, by brute force: every entry against every change,
/// without any order of arrival (DESIGN 3.1, "over").
public final class SlowState {
  /// Time, replica, sequence, chain hash, canonical value.
  static final Comparator<Entry> ORDER =
      Comparator.comparing(Entry::time)
          .thenComparing(entry -> entry.dot().replica())
          .thenComparingLong(entry -> entry.dot().seq())
          .thenComparing(entry -> entry.dot().mark())
          .thenComparing(entry -> entry.value().canonical(), Arrays::compareUnsigned);

  private final Ledger ledger;
  private final Map<RecordKey, Map<Register, List<Written>>> written = new HashMap<>();
  private final Map<RecordKey, List<Released>> released = new HashMap<>();

  private record Written(Node node, Body body, Write write) {}

  private record Released(String property, List<Seen> dots) {}

  private SlowState(Ledger ledger) {
    this.ledger = ledger;
  }

  /// The live entries of each record that these lines wrote, in entry order.
  public static SortedMap<RecordKey, SortedMap<Register, List<Entry>>> of(
      Ledger ledger, Collection<Node> nodes) {
    SlowState state = new SlowState(ledger);
    nodes.forEach(state::collect);
    SortedMap<RecordKey, SortedMap<Register, List<Entry>>> all = new TreeMap<>();
    state.written.forEach((key, registers) -> all.put(key, state.record(key, registers)));
    return all;
  }

  private void collect(Node node) {
    Body body = node.body();
    if (body == null) {
      return;
    }
    for (Change change : body.changes()) {
      for (Write write : change.writes()) {
        written
            .computeIfAbsent(change.key(), key -> new HashMap<>())
            .computeIfAbsent(write.register(), register -> new ArrayList<>())
            .add(new Written(node, body, write));
      }
      change
          .released()
          .forEach(
              (property, dots) ->
                  released
                      .computeIfAbsent(change.key(), key -> new ArrayList<>())
                      .add(new Released(property, dots)));
    }
  }

  private SortedMap<Register, List<Entry>> record(
      RecordKey key, Map<Register, List<Written>> registers) {
    SortedMap<Register, List<Entry>> live = new TreeMap<>();
    List<Released> releases = released.getOrDefault(key, List.of());
    registers.forEach(
        (register, writes) -> {
          List<Entry> entries = new ArrayList<>();
          for (Written one : writes) {
            if (!isReplaced(one, writes) && !isReleased(one, releases)) {
              for (Value value : one.write().values()) {
                entries.add(
                    new Entry(
                        one.node().dot(),
                        one.body().time(),
                        value,
                        one.write().was(),
                        one.write().absorbed()));
              }
            }
          }
          if (!entries.isEmpty()) {
            entries.sort(ORDER);
            live.put(register, entries);
          }
        });
    return live;
  }

  private boolean isReplaced(Written one, List<Written> writes) {
    for (Written other : writes) {
      if (!other.node().equals(one.node()) && replaces(other, one.node())) {
        return true;
      }
    }
    return false;
  }

  private boolean replaces(Written later, Node earlier) {
    if (earlier.leadsTo(later.node())) {
      return true;
    }
    for (Seen seen : later.write().over()) {
      if (ledger.names(seen, earlier)) {
        return true;
      }
    }
    return false;
  }

  private boolean isReleased(Written one, List<Released> releases) {
    if (one.write().register() instanceof Register.Element element) {
      for (Released release : releases) {
        if (release.property().equals(element.property())
            && release.dots().stream().anyMatch(seen -> ledger.names(seen, one.node()))) {
          return true;
        }
      }
    }
    return false;
  }
}
