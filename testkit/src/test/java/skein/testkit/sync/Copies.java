package skein.testkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import skein.core.history.Charter;
import skein.core.post.Offer;
import skein.core.post.Post;
import skein.core.post.PostId;
import skein.core.post.PostReading;
import skein.core.post.PostStore;
import skein.core.post.Posts;
import skein.core.post.Quota;
import skein.core.post.Work;
import skein.core.record.LiveRecord;
import skein.core.record.RecordKey;
import skein.core.replica.Assign;
import skein.core.replica.Draft;
import skein.core.replica.Edit;
import skein.core.replica.Identity;
import skein.core.replica.MemoryStore;
import skein.core.replica.Origin;
import skein.core.replica.Outcome;
import skein.core.replica.Replica;
import skein.core.replica.Surroundings;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;
import skein.core.value.Value;
import skein.sync.exchange.Held;
import skein.testkit.FakeKeys;

/// Replicas of one space over memory, with seeded keys, edits and clocks.
final class Copies {
  static final String TYPE = "item";
  private static final long START_MILLIS = 1_800_000_000_000L;
  private final FakeKeys keys;
  private final Random random;
  private final Bytes charter;
  private long millis = START_MILLIS;

  Copies(long seed) {
    this(seed, false);
  }

  /// Of a space with posts.
  static Copies withPosts(long seed) {
    return new Copies(seed, true);
  }

  private Copies(long seed, boolean posts) {
    this.keys = new FakeKeys(seed);
    this.random = new Random(seed);
    Bytes owner = keys.publicKey(keys.freshSecret());
    byte[] nonce = new byte[16];
    random.nextBytes(nonce);
    this.charter = new Charter(Bytes.of(nonce), owner, posts, Charter.Access.ANY).json();
  }

  /// One replica with its store; its clock is `skewMillis` ahead.
  record Copy(MemoryStore store, Replica replica, Optional<Posts> posts) {
    Held held() {
      return Held.of(replica, posts);
    }

    /// Calls whoever listens after each change of the posts.
    void onPosts(Runnable listener) {
      if (postStore() instanceof RingingPosts ringing) {
        ringing.listeners.add(listener);
      }
    }

    PostStore postStore() {
      return posts.orElseThrow().store();
    }
  }

  Copy fresh() {
    return fresh(0);
  }

  Copy fresh(long skewMillis) {
    Bytes secret = keys.freshSecret();
    Bytes key = keys.publicKey(secret);
    Origin origin = new Origin(ReplicaId.ofKey(key.toArray()), key, null);
    return over(new MemoryStore(charter, new Identity(origin, secret), "epoch"), skewMillis);
  }

  /// The folder of `copy`, copied as it is.
  Copy copied(Copy copy) {
    return over(copy.store().copy(), 0);
  }

  private Copy over(MemoryStore store, long skewMillis) {
    Replica replica =
        new Replica(store, new Surroundings(keys, keys, () -> millis + skewMillis, () -> "none"));
    return new Copy(
        store,
        replica,
        replica.charter().posts()
            ? Optional.of(Posts.open(new RingingPosts(), new Quota(1L << 30)))
            : Optional.empty());
  }

  void pass(long spanMillis) {
    millis += spanMillis;
  }

  Random random() {
    return random;
  }

  /// Writes `count` changesets of a new record each.
  void create(Copy copy, int count) {
    List<Draft> drafts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      RecordKey key = new RecordKey(TYPE, "r" + random.nextInt(Integer.MAX_VALUE));
      Assign name = new Assign.Set("name", Value.of("name " + i));
      drafts.add(Draft.of("writer", new Edit.Create(key, List.of(name))));
    }
    assertThat(copy.replica().commitAll(drafts)).allMatch(Outcome.Committed.class::isInstance);
  }

  /// A random post, without much work.
  Offer.Whole post() {
    byte[] data = new byte[100];
    random.nextBytes(data);
    long seconds = millis / 1000 - random.nextInt(86_400);
    return new Offer.Whole(
        Post.of("application/json", Bytes.of(data)), new Work(seconds, random.nextInt(1000)));
  }

  /// Admits offers at a copy.
  void admit(Copy copy, List<? extends Offer> offers) {
    copy.posts().orElseThrow().admit(List.copyOf(offers), millis);
  }

  /// The posts of a copy, with the work of each.
  static Map<PostId, Work> posts(Copy copy) {
    return copy.postStore().read(Copies::posts);
  }

  private static Map<PostId, Work> posts(PostReading reading) {
    Map<PostId, Work> all = new TreeMap<>();
    reading.heads(null, Integer.MAX_VALUE).forEach(head -> all.put(head.id(), head.work()));
    return all;
  }

  /// Up to three random changesets, some of which change nothing or are refused.
  void scribble(Copy copy) {
    pass(random.nextInt(1000));
    List<Draft> drafts = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      drafts.add(Draft.of("writer", edit()));
    }
    copy.replica().commitAll(drafts);
  }

  private Edit edit() {
    RecordKey key = new RecordKey(TYPE, "r" + random.nextInt(6));
    return switch (random.nextInt(6)) {
      case 0, 1 -> new Edit.Create(key, List.of(assign()));
      case 2 -> Edit.Delete.of(key);
      case 3 -> new Edit.Update(key, List.of(assign()), null, random.nextBoolean());
      default -> Edit.Update.of(key, List.of(assign()));
    };
  }

  private Assign assign() {
    return switch (random.nextInt(4)) {
      case 0 -> new Assign.Add("stock", random.nextInt(9) - 4L);
      case 1 -> new Assign.Put("tags", "t" + random.nextInt(3));
      case 2 -> new Assign.Drop("tags", "t" + random.nextInt(3));
      default -> new Assign.Set("p" + random.nextInt(3), Value.of((long) random.nextInt(4)));
    };
  }

  static Map<String, LiveRecord> records(Copy copy) {
    Map<String, LiveRecord> records = new TreeMap<>();
    copy.replica()
        .read(
            view -> {
              view.forEach(TYPE, found -> records.put(found.view().key().toString(), found.live()));
              return records;
            });
    return records;
  }

  static void assertAlike(Copy one, Copy other, long seed) {
    assertThat(other.replica().frontier()).as("seed %d", seed).isEqualTo(one.replica().frontier());
    assertThat(records(other)).as("seed %d", seed).isEqualTo(records(one));
  }
}
