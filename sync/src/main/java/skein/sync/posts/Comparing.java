package skein.sync.posts;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import skein.core.post.Offer;
import skein.core.post.PostIndex;
import skein.core.post.PostIndex.Span;
import skein.core.post.RangeSum;
import skein.core.value.Bytes;

/// Compares our posts with what the other side claims, range by range. Confined to its session.
///
/// A claim that comes to what we have is agreed. Otherwise a short range of ours is listed, a
/// longer one split, and the other side looks at that. A list tells all: what the other side lacks
/// goes to [Giving], what we lack is wanted, a better work is taken. Claims beyond all honest need
/// are [AgainstRules].
final class Comparing {
  private final Differing differing;
  private final PostIndex index;
  private final Giving giving;
  private final Deque<Claim> waiting = new ArrayDeque<>();
  private int waitingItems;
  private int claims;
  private long lookedAt;

  Comparing(Differing differing, Giving giving) {
    this.differing = differing;
    this.index = differing.index();
    this.giving = giving;
  }

  /// What to claim first.
  List<Claim> aboutAll() {
    Draft draft = new Draft();
    boolean few = index.size() <= Limits.LISTED_POSTS;
    claimParts(Claim.Range.ALL, new Span(0, index.size()), draft, few ? 1 : Limits.FIRST_PARTS);
    return draft.turn(false).claims();
  }

  boolean isDone() {
    return waiting.isEmpty();
  }

  /// Takes claims of the other side, to be looked at in [#look].
  void take(List<Claim> more) {
    claims += more.size();
    more.forEach(claim -> waitingItems += claim.items());
    if (claims > Limits.MAX_CLAIMS || waitingItems > Limits.MAX_WAITING) {
      throw new AgainstRules(
          "%d claims came and %d items wait; the limits are %d and %d"
              .formatted(claims, waitingItems, Limits.MAX_CLAIMS, Limits.MAX_WAITING));
    }
    more.forEach(waiting::push);
  }

  /// Looks at what waits, and adds to the turn until it is full. Returns the better works that the
  /// other side has for posts of ours.
  List<Offer> look(Draft draft) {
    List<Offer> raises = new ArrayList<>();
    while (!waiting.isEmpty() && !draft.isFull()) {
      Claim claim = waiting.pop();
      waitingItems -= claim.items();
      Span span = index.span(claim.range().from(), claim.range().to());
      lookedAt += span.size();
      if (lookedAt > (long) Limits.MAX_LEVELS * (index.size() + Limits.MOST_PARTS)) {
        throw new AgainstRules("claims about the same posts come again and again");
      }
      switch (claim) {
        case Claim.Summed summed -> answer(summed, span, draft);
        case Claim.Listed listed -> compare(listed, span, draft, raises);
      }
    }
    return raises;
  }

  private void answer(Claim.Summed claim, Span span, Draft draft) {
    RangeSum ours = index.sum(span);
    if (ours.equals(claim.sum())) {
      return;
    }
    if (claim.sum().count() == 0) {
      giving.give(span);
    } else if (span.size() <= Limits.LISTED_POSTS) {
      draft.claim(listed(claim.range(), span));
    } else {
      int parts = Math.ceilDiv(span.size(), Limits.PART_POSTS);
      claimParts(claim.range(), span, draft, Math.min(parts, Limits.MOST_PARTS));
    }
  }

  private Claim listed(Claim.Range range, Span span) {
    List<Claim.Known> posts = new ArrayList<>(span.size());
    for (int at = span.from(); at < span.to(); at++) {
      posts.add(new Claim.Known(index.prefix(at), index.work(at)));
    }
    return new Claim.Listed(range, posts);
  }

  private void claimParts(Claim.Range range, Span span, Draft draft, int parts) {
    Bytes from = range.from();
    List<Span> spans = PostIndex.split(span, parts);
    for (Span part : spans) {
      Bytes to = part.to() == span.to() ? range.to() : index.bound(part.to());
      draft.claim(new Claim.Summed(new Claim.Range(from, to), index.sum(part)));
      from = to;
    }
    if (spans.isEmpty()) {
      draft.claim(new Claim.Summed(range, index.sum(span)));
    }
  }

  private void compare(Claim.Listed claim, Span span, Draft draft, List<Offer> raises) {
    int at = span.from();
    Bytes last = Bytes.EMPTY;
    for (Claim.Known known : claim.posts()) {
      if (known.prefix().compareTo(last) < 0) {
        throw new AgainstRules("a list of posts is not in the order of their ids");
      }
      last = known.prefix();
      while (at < span.to() && index.prefix(at).compareTo(last) < 0) {
        giving.give(new Span(at, at + 1));
        at++;
      }
      if (at < span.to() && index.prefix(at).equals(last)) {
        meet(at++, known, raises);
      } else {
        draft.want(last);
      }
    }
    giving.give(new Span(at, span.to()));
  }

  private void meet(int at, Claim.Known known, List<Offer> raises) {
    int compared = differing.compare(at, known.work());
    if (compared > 0) {
      giving.raise(at);
    } else if (compared < 0) {
      Offer raise = new Offer.Raise(index.id(at), known.work());
      differing.requireLacking(raise);
      raises.add(raise);
    }
  }
}
