package skein.core.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import skein.core.record.Absorbed;
import skein.core.record.Change;
import skein.core.record.Dot;
import skein.core.record.Lineage;
import skein.core.record.Seen;
import skein.core.record.Write;

/// Gives the dots that the changes of one body name their shortest form: of each branch only the
/// highest dot is a tip, all others are told by it.
public final class Naming {
  private Naming() {}

  /// The same changes with tips as the format wants them.
  public static List<Change> shorten(List<Change> changes, Lineage lineage) {
    SortedSet<Dot> named = new TreeSet<>();
    changes.forEach(change -> forEachSeen(change, seen -> named.add(seen.tip())));
    if (named.isEmpty()) {
      return changes;
    }
    Map<Dot, Dot> tipOf = new HashMap<>();
    for (Dot dot : named) {
      tipOf.put(dot, tip(dot, named, lineage));
    }
    UnaryOperator<Seen> shorten =
        seen -> new Seen(tipOf.getOrDefault(seen.tip(), seen.tip()), seen.seq());
    return changes.stream().map(change -> mapped(change, shorten)).toList();
  }

  private static Dot tip(Dot dot, SortedSet<Dot> named, Lineage lineage) {
    Dot tip = dot;
    for (Dot other : named.tailSet(dot)) {
      if (!other.replica().equals(dot.replica())) {
        break;
      }
      if (lineage.onChain(tip, other)) {
        tip = other;
      }
    }
    return tip;
  }

  /// Calls `action` with every dot that the change names.
  static void forEachSeen(Change change, Consumer<Seen> action) {
    for (Write write : change.writes()) {
      write.over().forEach(action);
      write.absorbed().forEach(absorbed -> action.accept(absorbed.seen()));
    }
    change.released().values().forEach(dots -> dots.forEach(action));
  }

  /// The tips that a body names: what a receiver must have.
  public static SortedSet<Dot> tips(Body body) {
    SortedSet<Dot> tips = new TreeSet<>();
    body.changes().forEach(change -> forEachSeen(change, seen -> tips.add(seen.tip())));
    return tips;
  }

  /// True if a change of the body names `dot`.
  public static boolean names(Body body, Dot dot, Lineage lineage) {
    boolean[] found = {false};
    for (Change change : body.changes()) {
      forEachSeen(change, seen -> found[0] |= seen.names(dot, lineage));
    }
    return found[0];
  }

  private static Change mapped(Change change, UnaryOperator<Seen> map) {
    List<Write> writes = new ArrayList<>();
    for (Write write : change.writes()) {
      List<Absorbed> absorbed =
          write.absorbed().stream()
              .map(one -> new Absorbed(map.apply(one.seen()), one.total()))
              .sorted()
              .toList();
      writes.add(
          new Write(
              write.register(),
              write.values(),
              write.over().stream().map(map).sorted().toList(),
              write.was(),
              absorbed));
    }
    SortedMap<String, List<Seen>> released = new TreeMap<>();
    change
        .released()
        .forEach(
            (property, dots) -> released.put(property, dots.stream().map(map).sorted().toList()));
    return new Change(change.op(), change.key(), writes, released);
  }
}
