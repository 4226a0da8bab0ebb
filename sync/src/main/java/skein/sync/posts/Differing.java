package skein.sync.posts;

import skein.core.post.Offer;
import skein.core.post.PostHead;
import skein.core.post.PostId;
import skein.core.post.PostIndex;
import skein.core.post.Scope;
import skein.core.post.Score;
import skein.core.post.Work;
import skein.core.value.Bytes;

/// What two sides compare: our posts as they stood at the beginning, and what both would take.
record Differing(PostIndex index, Scope scope) {

  /// Our work for the post at this place, compared with another: more than 0 if ours replaces it.
  int compare(int at, Work theirs) {
    Work ours = index.work(at);
    if (ours.equals(theirs)) {
      return 0;
    }
    PostId id = index.id(at);
    int byScore = Score.of(id, ours).compareTo(Score.of(id, theirs));
    return byScore != 0 ? byScore : ours.compareTo(theirs);
  }

  /// Only what we lack, and both would take, may be given: else it is [AgainstRules].
  void requireLacking(Offer offer) {
    boolean right =
        switch (offer) {
          case Offer.Whole whole -> mayTake(whole);
          case Offer.Raise raise -> mayRaise(raise);
        };
    if (!right) {
      throw new AgainstRules(
          "a post came that was not lacking, or that ranks too low, is too large or of later");
    }
  }

  private boolean mayTake(Offer.Whole whole) {
    PostHead head = PostHead.of(whole.post(), whole.work());
    return scope.holds(head) && place(head.id()) < 0;
  }

  private boolean mayRaise(Offer.Raise raise) {
    int at = place(raise.id());
    return at >= 0
        && raise.work().timeSeconds() <= scope.latestSeconds()
        && compare(at, raise.work()) < 0;
  }

  /// Where the post of this name stands; -1 if it does not.
  private int place(PostId id) {
    int at = index.span(id.content(), Bytes.EMPTY).from();
    return at < index.size() && index.id(at).equals(id) ? at : -1;
  }
}
