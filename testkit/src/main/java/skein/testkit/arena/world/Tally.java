package skein.testkit.arena.world;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// How often each thing happened. Confined to one thread.
public final class Tally {
  private final long[] counts = new long[Happening.values().length];

  public void add(Happening what) {
    counts[what.ordinal()]++;
  }

  public void addAll(Tally other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
  }

  public long of(Happening what) {
    return counts[what.ordinal()];
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
    for (Happening what : Happening.values()) {
      String name = what.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      table.append("%-22s %,11d".formatted(name, of(what)));
      table.append(what.ordinal() % 3 == 2 ? "\n" : "   ");
    }
    return table.append('\n').toString();
  }
}
