package skein.core.post;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The posts of one space: admits what is offered, and keeps to a quota.
///
/// The set is a pure function of all that was ever admitted: of each post the best work; by rank
/// from the top, until one does not fit; that one and all below are gone. Its rank stays as the
/// floor, and so the order of arrivals does not show. As safe for threads as its store.
public final class Posts {
  /// How far ahead of the clock a work may be dated.
  public static final long MAX_AHEAD_MILLIS = 60_000;

  private static final int EVICTION_PAGE = 64;
  private static final Admitted READ_ONLY = new Admitted.Refused("these posts are only read");

  private final PostStore store;
  private final Supplier<Quota> quota;
  private final boolean takes;

  private Posts(PostStore store, Supplier<Quota> quota, boolean takes) {
    this.store = store;
    this.takes = takes;
    this.quota = quota;
  }

  /// The posts of a store under a quota, another one or the same as before. With less room the
  /// lowest go; with room for one more of any size the floor is lifted: what had gone may come
  /// again from peers.
  public static Posts open(PostStore store, Quota quota) {
    return open(store, () -> quota);
  }

  /// The same under a quota that may become another one; `quota` is asked before each transaction.
  public static Posts open(PostStore store, Supplier<Quota> quota) {
    Posts posts = new Posts(store, quota, true);
    posts.fit();
    return posts;
  }

  /// The posts of a store that is only read: every offer is refused.
  public static Posts readOnly(PostStore store, Quota quota) {
    return new Posts(store, () -> quota, false);
  }

  /// Keeps to the quota as it is now, if it has become another one.
  public void fit() {
    Quota now = quota.get();
    if (store.read(reading -> isFloorStale(reading, now) || isOver(reading, now))) {
      store.write(tx -> fit(tx, now));
    }
  }

  private static boolean isOver(PostReading reading, Quota quota) {
    return reading.weight() > quota.bytes();
  }

  /// What had to go would have fitted: the floor is of a smaller quota.
  private static boolean isFloorStale(PostReading reading, Quota quota) {
    long largest = PostHead.OVERHEAD_BYTES + (long) quota.largestBodyBytes();
    return reading.floor().isPresent() && reading.weight() + largest <= quota.bytes();
  }

  private static Quota fit(PostWriting tx, Quota quota) {
    if (isFloorStale(tx, quota)) {
      tx.liftFloor();
    }
    evict(tx, quota);
    return quota;
  }

  public PostStore store() {
    return store;
  }

  public Quota quota() {
    return quota.get();
  }

  /// Takes offers in one transaction; an answer for each. Nothing is thrown but by the store.
  public List<Admitted> admit(List<Offer> offers, long nowMillis) {
    if (!takes) {
      return offers.stream().<Admitted>map(offer -> READ_ONLY).toList();
    }
    Quota now = quota.get();
    return store.write(
        tx -> {
          List<Admitted> answers = new ArrayList<>(offers.size());
          for (Offer offer : offers) {
            answers.add(admit(tx, offer, nowMillis, now));
          }
          evict(tx, now);
          return answers;
        });
  }

  private static Admitted admit(PostWriting tx, Offer offer, long nowMillis, Quota quota) {
    if (offer.work().timeSeconds() * 1000 > nowMillis + MAX_AHEAD_MILLIS) {
      return new Admitted.Refused(
          "a post of second %d, at second %d; it may be dated at most a minute ahead"
              .formatted(offer.work().timeSeconds(), nowMillis / 1000));
    }
    return switch (offer) {
      case Offer.Whole whole when whole.post().body().length() > quota.largestBodyBytes() ->
          new Admitted.Refused(
              "a post of %d bytes; here the limit is %d"
                  .formatted(whole.post().body().length(), quota.largestBodyBytes()));
      case Offer.Whole whole -> add(tx, whole.post(), PostHead.of(whole.post(), whole.work()));
      case Offer.Raise raise ->
          tx.head(raise.id())
              .map(before -> raise(tx, before, before.with(raise.work())))
              .orElseGet(() -> new Admitted.Missing(raise.id()));
    };
  }

  private static Admitted add(PostWriting tx, Post post, PostHead head) {
    Optional<PostHead> before = tx.head(head.id());
    if (before.isPresent()) {
      return raise(tx, before.get(), head);
    }
    if (tx.floor().filter(floor -> head.rank().compareTo(floor) <= 0).isPresent()) {
      return new Admitted.TooLow(head.id());
    }
    tx.add(post, head);
    return new Admitted.Taken(head.id(), true, tx.lastOrder());
  }

  private static Admitted raise(PostWriting tx, PostHead before, PostHead head) {
    if (!head.isAbove(before)) {
      return new Admitted.Known(head.id());
    }
    tx.raise(head);
    return new Admitted.Taken(head.id(), false, tx.lastOrder());
  }

  private static void evict(PostWriting tx, Quota quota) {
    while (isOver(tx, quota)) {
      for (PostHead lowest : tx.lowest(EVICTION_PAGE)) {
        if (isOver(tx, quota)) {
          tx.remove(lowest.id());
          tx.floor(lowest.rank());
        }
      }
    }
  }
}
