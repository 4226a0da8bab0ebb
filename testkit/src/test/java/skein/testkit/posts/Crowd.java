package skein.testkit.posts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import skein.core.post.MemoryPostStore;
import skein.core.post.Offer;
import skein.core.post.Post;
import skein.core.post.PostHead;
import skein.core.post.PostId;
import skein.core.post.PostReading;
import skein.core.post.Posts;
import skein.core.post.Quota;
import skein.core.post.Work;
import skein.core.value.Bytes;
import skein.core.value.SpaceId;
import skein.sync.posts.Meter;
import skein.sync.posts.PostSide;

/// Nodes that hold the posts of one space in memory, with seeded posts and a clock that is set.
final class Crowd {
  static final SpaceId SPACE = SpaceId.ofCharter(new byte[] {1});
  static final Quota ROOM = new Quota(1L << 30);
  private static final long START_MILLIS = 1_800_000_000_000L;
  private final Random random;
  private long millis = START_MILLIS;

  Crowd(long seed) {
    this.random = new Random(seed);
  }

  Random random() {
    return random;
  }

  long nowMillis() {
    return millis;
  }

  void pass(long spanMillis) {
    millis += spanMillis;
  }

  static Posts empty(Quota quota) {
    return Posts.open(new MemoryPostStore("epoch"), quota);
  }

  PostSide side(Posts posts) {
    return side(posts, 0);
  }

  /// With a clock that is so much ahead.
  PostSide side(Posts posts, long aheadMillis) {
    return new PostSide(
        SPACE, posts, () -> millis + aheadMillis, this::salt, new Meter(() -> millis));
  }

  private Bytes salt() {
    byte[] salt = new byte[16];
    random.nextBytes(salt);
    return Bytes.of(salt);
  }

  /// Work of the last day.
  Work work() {
    long seconds = millis / 1000 - random.nextInt(86_400);
    return new Work(seconds, Integer.toUnsignedLong(random.nextInt()));
  }

  /// A post of `dataBytes` random bytes, or so.
  Offer.Whole post(int dataBytes) {
    byte[] data = new byte[dataBytes];
    random.nextBytes(data);
    return new Offer.Whole(Post.of("application/json", Bytes.of(data)), work());
  }

  Sized sized(int dataBytes) {
    return new Sized(this, dataBytes);
  }

  /// Makes posts of one size.
  record Sized(Crowd crowd, int dataBytes) {
    List<Offer> posts(int count) {
      List<Offer> offers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        offers.add(crowd.post(dataBytes));
      }
      return offers;
    }
  }

  void admit(Posts posts, List<? extends Offer> offers) {
    posts.admit(List.copyOf(offers), millis);
  }

  /// All that a store holds, and the work of each.
  static Map<PostId, Work> held(Posts posts) {
    return posts.store().read(Crowd::held);
  }

  private static Map<PostId, Work> held(PostReading reading) {
    Map<PostId, Work> held = new TreeMap<>();
    for (PostHead head : reading.heads(null, Integer.MAX_VALUE)) {
      held.put(head.id(), head.work());
    }
    return held;
  }
}
