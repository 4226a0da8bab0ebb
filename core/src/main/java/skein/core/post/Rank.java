package skein.core.post;

import java.util.Comparator;

/// The place of a post among all others: by score, then by id. No two posts share one.
public record Rank(Score score, PostId id) implements Comparable<Rank> {
  private static final Comparator<Rank> ORDER =
      Comparator.comparing(Rank::score).thenComparing(Rank::id);

  @Override
  public int compareTo(Rank other) {
    return ORDER.compare(this, other);
  }
}
