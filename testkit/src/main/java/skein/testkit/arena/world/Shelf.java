package skein.testkit.arena.world;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import skein.core.post.MemoryPostStore;
import skein.core.post.PostHead;
import skein.core.post.PostId;
import skein.core.post.PostReading;
import skein.core.post.Posts;
import skein.core.post.Quota;
import skein.core.post.Rank;
import skein.core.post.StoredPost;
import skein.testkit.arena.model.Broken;

/// The posts of one actor, and what a reader that follows their cursor believes. Confined.
final class Shelf {
  static final Quota ROOM = new Quota(1_600);
  private static final int PAGE = 7;
  final Posts posts;
  private final String epoch;
  private Map<PostId, PostHead> mirror = new HashMap<>();
  private long cursor;

  Shelf(String epoch) {
    this.epoch = epoch;
    this.posts = Posts.open(new MemoryPostStore(epoch), ROOM);
  }

  /// What a shelf holds at one time.
  record Content(Map<PostId, PostHead> heads, Optional<Rank> floor, long lastOrder) {}

  /// The file, copied as it is; the copy is a store of its own.
  Shelf copied(int number) {
    Shelf twin = new Shelf(epoch + " copy " + number);
    List<StoredPost> all = posts.store().read(reading -> reading.since(0, Integer.MAX_VALUE));
    Optional<Rank> floor = posts.store().read(PostReading::floor);
    twin.posts
        .store()
        .write(
            tx -> {
              all.forEach(stored -> tx.add(stored.post(), stored.head()));
              floor.ifPresent(tx::floor);
              return tx;
            });
    return twin;
  }

  Content content() {
    return posts
        .store()
        .read(
            reading -> {
              Map<PostId, PostHead> heads = new TreeMap<>();
              reading.heads(null, Integer.MAX_VALUE).forEach(head -> heads.put(head.id(), head));
              requireRoom(reading, heads);
              return new Content(heads, reading.floor(), reading.lastOrder());
            });
  }

  private static void requireRoom(PostReading reading, Map<PostId, PostHead> heads) {
    long weight = heads.values().stream().mapToLong(PostHead::weight).sum();
    if (reading.weight() != weight || reading.count() != heads.size()) {
      throw new Broken("posts are weighed", reading.weight() + ", not " + weight);
    }
    if (weight > ROOM.bytes()) {
      throw new Broken("posts keep to their quota", weight + " of " + ROOM.bytes() + " bytes");
    }
  }

  /// Whoever reads on from its cursor, and drops what the floor says, sees all that is here.
  void follow(Content now) {
    for (var page = page(); !page.isEmpty(); page = page()) {
      for (StoredPost stored : page) {
        mirror.put(stored.head().id(), stored.head());
        cursor = stored.order();
      }
    }
    Map<PostId, PostHead> seen = new TreeMap<>(mirror);
    seen.values()
        .removeIf(head -> now.floor().filter(rank -> head.rank().compareTo(rank) <= 0).isPresent());
    if (!seen.equals(now.heads())) {
      throw new Broken("a cursor misses no post", seen + "\n  not " + now.heads());
    }
    mirror = seen;
  }

  private List<StoredPost> page() {
    return posts.store().read(reading -> reading.since(cursor, PAGE));
  }
}
