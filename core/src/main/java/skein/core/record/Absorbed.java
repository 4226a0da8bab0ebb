package skein.core.record;

import java.util.Comparator;

/// A total that a counter's base already contains: the running total that the named changeset held.
public record Absorbed(Seen seen, long total) implements Comparable<Absorbed> {
  private static final Comparator<Absorbed> ORDER =
      Comparator.comparing(Absorbed::seen).thenComparingLong(Absorbed::total);

  @Override
  public int compareTo(Absorbed other) {
    return ORDER.compare(this, other);
  }
}
