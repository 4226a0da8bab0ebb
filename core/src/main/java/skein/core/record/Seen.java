package skein.core.record;

import java.util.Comparator;

/// A dot as a body names it: the changeset with sequence `seq` on the chain that ends in `tip`,
/// which is an element of the body's `of`.
public record Seen(Dot tip, long seq) implements Comparable<Seen> {
  private static final Comparator<Seen> ORDER =
      Comparator.comparing(Seen::tip).thenComparingLong(Seen::seq);

  public Seen {
    if (seq < 1 || seq > tip.seq()) {
      throw new IllegalArgumentException("sequence " + seq + " is not within 1.." + tip.seq());
    }
  }

  /// True if this names `dot`.
  public boolean names(Dot dot, Lineage lineage) {
    return dot.seq() == seq && dot.replica().equals(tip.replica()) && lineage.onChain(dot, tip);
  }

  @Override
  public int compareTo(Seen other) {
    return ORDER.compare(this, other);
  }
}
