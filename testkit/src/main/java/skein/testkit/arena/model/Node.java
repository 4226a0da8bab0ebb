package skein.testkit.arena.model;

import org.jspecify.annotations.Nullable;
import skein.core.history.Body;
import skein.core.history.Chain;
import skein.core.record.Dot;
import skein.core.value.Bytes;

/// A line that somebody properly wrote, in the tree of its replica's lines. `parent`: null for a
/// first line. `body`: null if the line breaks a rule. `group`: the number of the signature it was
/// written under.
public record Node(Chain place, @Nullable Node parent, @Nullable Body body, Bytes key, int group) {
  public Dot dot() {
    return place.dot();
  }

  /// True if this line is `other` or comes before it on the same chain. Walks.
  public boolean leadsTo(Node other) {
    if (!place.replica().equals(other.place.replica())) {
      return false;
    }
    Node at = other;
    while (at != null && at.place.seq() > place.seq()) {
      at = at.parent;
    }
    return at != null && at.place.hash().equals(place.hash());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Node node && place.equals(node.place);
  }

  @Override
  public int hashCode() {
    return place.hash().hashCode();
  }

  @Override
  public String toString() {
    return dot().toString();
  }
}
