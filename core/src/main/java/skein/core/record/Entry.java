package skein.core.record;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import skein.core.value.Time;
import skein.core.value.Value;

/// A value that a changeset wrote to a register. `was`: hashes of the distinct values it replaced,
/// sorted; empty for presence, totals, purges and reopened values. `absorbed`: only for the base of
/// a counter.
public record Entry(Dot dot, Time time, Value value, List<ValueHash> was, List<Absorbed> absorbed) {

  /// The order of entries: time, replica, sequence, mark, canonical value. Decides the provisional
  /// winner, `newest` and `oldest`, and nothing else.
  public static final Comparator<Entry> ORDER =
      Comparator.comparing(Entry::time)
          .thenComparing(Entry::dot)
          .thenComparing((a, b) -> compareCanonical(a.value, b.value));

  public Entry {
    was = List.copyOf(was);
    absorbed = List.copyOf(absorbed);
  }

  private static int compareCanonical(Value a, Value b) {
    return a.equals(b) ? 0 : Arrays.compareUnsigned(a.canonical(), b.canonical());
  }

  /// True if its change replaced two or more different values.
  public boolean isDecision() {
    return was.size() >= 2;
  }

  /// True if its author knew `value` as one of those it replaced.
  public boolean knows(Value value) {
    return !was.isEmpty() && was.contains(ValueHash.of(value));
  }
}
