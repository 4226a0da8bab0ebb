package skein.testkit.arena.world;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// How often each thing happened. Confined to one thread.
public final class Tally {
  private static final int COLUMNS = 3;
  private final Map<Happening, Long> counts = new EnumMap<>(Happening.class);

  /// Nothing has happened yet.
  public Tally() {}

  public void add(Happening what) {
    counts.merge(what, 1L, Long::sum);
  }

  public void addAll(Tally other) {
    other.counts.forEach((what, count) -> counts.merge(what, count, Long::sum));
  }

  public long of(Happening what) {
    return counts.getOrDefault(what, 0L);
  }

  /// What never happened.
  public Set<Happening> missing() {
    Set<Happening> missing = EnumSet.noneOf(Happening.class);
    for (Happening what : Happening.values()) {
      if (of(what) == 0) {
        missing.add(what);
      }
    }
    return missing;
  }

  /// A table, three columns wide.
  @Override
  public String toString() {
    StringBuilder table = new StringBuilder();
    int column = 0;
    for (Happening what : Happening.values()) {
      String name = what.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      table.append("%-22s %,11d".formatted(name, of(what)));
      table.append(++column % COLUMNS == 0 ? "\n" : "   ");
    }
    return table.append('\n').toString();
  }
}
