package skein.core.history;

import java.util.ArrayList;
import java.util.List;
import skein.core.record.Dot;
import skein.core.record.Seen;
import skein.core.value.Value;

/// The `of` of one body: gives the dots in its changes their history, and checks that each tip is
/// used, and is the highest dot named of its branch.
final class Tips {
  private final List<Dot> dots;
  private final long[] highest;

  Tips(List<Dot> dots) {
    this.dots = List.copyOf(dots);
    this.highest = new long[dots.size()];
  }

  /// Reads `[[index, sequence], …]`: not empty, sorted, unique.
  List<Seen> seen(String what, Value value) {
    List<Seen> seen = new ArrayList<>();
    for (Value item : Shape.items(what, value)) {
      List<Value> parts = Shape.items("a dot", item);
      if (parts.size() != 2) {
        throw new IllegalArgumentException("a dot of " + what + " is not [index, sequence]");
      }
      seen.add(seen(parts.get(0), parts.get(1)));
    }
    requireSome(what, seen);
    Sorted.require(what, seen, Seen::compareTo);
    return seen;
  }

  Seen seen(Value index, Value sequence) {
    long at = Shape.integer("an index of of", index);
    if (at < 0 || at >= dots.size()) {
      throw new IllegalArgumentException("of has no element " + at);
    }
    long seq = Shape.positive("a sequence", sequence);
    highest[(int) at] = Math.max(highest[(int) at], seq);
    return new Seen(dots.get((int) at), seq);
  }

  static void requireSome(String what, List<?> items) {
    if (items.isEmpty()) {
      throw new IllegalArgumentException(what + " is empty");
    }
  }

  void requireAllUsed() {
    for (int i = 0; i < dots.size(); i++) {
      if (highest[i] != dots.get(i).seq()) {
        throw new IllegalArgumentException(
            "of names " + dots.get(i) + ", the highest dot used is " + highest[i]);
      }
    }
  }
}
