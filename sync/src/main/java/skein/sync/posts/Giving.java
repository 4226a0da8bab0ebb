package skein.sync.posts;

import java.util.BitSet;
import java.util.List;
import skein.core.post.Offer;
import skein.core.post.PostIndex.Span;
import skein.core.post.PostReading;
import skein.core.value.Bytes;

/// What the other side lacks of our posts, until it is sent; each is sent once. Confined to its
/// session.
final class Giving {
  private final Differing differing;
  private final BitSet whole = new BitSet();
  private final BitSet works = new BitSet();
  private final BitSet given = new BitSet();

  Giving(Differing differing) {
    this.differing = differing;
  }

  boolean isDone() {
    return whole.isEmpty() && works.isEmpty();
  }

  /// The other side lacks these posts.
  void give(Span span) {
    whole.set(span.from(), span.to());
  }

  /// The other side has a lesser work for the post at this place.
  void raise(int at) {
    works.set(at);
  }

  /// The other side lacks what begins so; a beginning that no post of ours has is passed over.
  void give(List<Bytes> prefixes) {
    for (Bytes prefix : prefixes) {
      int from = differing.index().span(prefix, Bytes.EMPTY).from();
      int to = from;
      while (to < differing.index().size() && differing.index().prefix(to).equals(prefix)) {
        to++;
      }
      give(new Span(from, to));
    }
  }

  /// Adds works, then posts to the turn until it is full; says how many. What is gone by now, or
  /// has changed so that the other side would not take it, is left out.
  int fill(Draft draft, PostReading reading) {
    whole.andNot(given);
    works.andNot(given);
    for (int at = next(works, draft); at >= 0; at = next(works, draft)) {
      reading
          .head(differing.index().id(at))
          .filter(differing.scope()::holds)
          .ifPresent(head -> draft.offer(new Offer.Raise(head.id(), head.work())));
    }
    for (int at = next(whole, draft); at >= 0; at = next(whole, draft)) {
      reading
          .post(differing.index().id(at))
          .filter(stored -> differing.scope().holds(stored.head()))
          .ifPresent(stored -> draft.offer(new Offer.Whole(stored.post(), stored.head().work())));
    }
    return draft.offers();
  }

  /// The next place, which is then done with; -1 if there is none or the turn is full.
  private int next(BitSet places, Draft draft) {
    int at = draft.isFull() ? -1 : places.nextSetBit(0);
    if (at >= 0) {
      places.clear(at);
      given.set(at);
    }
    return at;
  }
}
