package skein.testkit.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import skein.core.post.PostHead;
import skein.core.post.PostReading;
import skein.core.post.Rank;
import skein.core.post.StoredPost;

/// Everything that a reading of posts tells, by every way in which it can be asked.
record PostContents(
    String epoch,
    long lastOrder,
    long count,
    long weight,
    Optional<Rank> floor,
    List<PostHead> byId,
    List<PostHead> byRank,
    List<StoredPost> byOrder,
    List<Optional<StoredPost>> whole,
    List<Optional<PostHead>> heads) {

  /// Reads all of it, lists by pages of `limit`.
  static PostContents of(PostReading reading, int limit) {
    List<PostHead> byId = new ArrayList<>(reading.heads(null, limit));
    for (boolean more = !byId.isEmpty(); more; ) {
      more = byId.addAll(reading.heads(byId.getLast().id(), limit));
    }
    List<StoredPost> byOrder = new ArrayList<>(reading.since(0, limit));
    for (boolean more = !byOrder.isEmpty(); more; ) {
      more = byOrder.addAll(reading.since(byOrder.getLast().order(), limit));
    }
    return new PostContents(
        reading.epoch(),
        reading.lastOrder(),
        reading.count(),
        reading.weight(),
        reading.floor(),
        byId,
        reading.lowest(Integer.MAX_VALUE),
        byOrder,
        byId.stream().map(head -> reading.post(head.id())).toList(),
        byId.stream().map(head -> reading.head(head.id())).toList());
  }
}
