package skein.core.record;

import java.util.Comparator;
import skein.core.value.ReplicaId;

/// The name of a changeset: replica, sequence (from 1) and the mark of the chain there, so that two
/// changesets of a forked replica never share a dot.
public record Dot(ReplicaId replica, long seq, Mark mark) implements Comparable<Dot> {
  private static final Comparator<Dot> ORDER =
      Comparator.comparing(Dot::replica).thenComparingLong(Dot::seq).thenComparing(Dot::mark);

  public Dot {
    if (seq < 1) {
      throw new IllegalArgumentException("a sequence begins at 1, this is " + seq);
    }
  }

  @Override
  public int compareTo(Dot other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return replica + ":" + seq + ":" + mark;
  }
}
