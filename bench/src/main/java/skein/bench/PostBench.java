package skein.bench;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import skein.core.post.Admitted;
import skein.core.post.Mining;
import skein.core.post.Offer;
import skein.core.post.Post;
import skein.core.post.PostIndex;
import skein.core.post.PostReading;
import skein.core.post.Posts;
import skein.core.post.Quota;
import skein.core.post.Scope;
import skein.core.value.Bytes;
import skein.store.posts.SqlitePostStore;

/// How fast posts are taken: one durable transaction each, as a page makes them, and many at once,
/// as a peer brings them; beside plain SQLite that writes as many rows in as many transactions. And
/// what they take of the heap.
record PostBench(int posts) {
  static final Quota ROOM = new Quota(1L << 30);
  private static final Unit POSTS_A_SECOND = Unit.perSecond("posts");
  private static final int DURABLE = 2_000;
  private static final int BATCH = 64;

  List<Rounds.Pair> pairs() {
    return List.of(
        new Rounds.Pair(
            "accept a post at a time, without work",
            POSTS_A_SECOND,
            f -> oneByOne(f, 1),
            f -> plain(f, new Amount(DURABLE, 1))),
        new Rounds.Pair(
            "accept a post at a time, " + Mining.USUAL_NONCES + " nonces tried",
            POSTS_A_SECOND,
            f -> oneByOne(f, Mining.USUAL_NONCES),
            f -> plain(f, new Amount(DURABLE, 1))),
        new Rounds.Pair(
            "accept %,d posts, %d at a time".formatted(posts, BATCH),
            POSTS_A_SECOND,
            this::manyAtOnce,
            f -> plain(f, new Amount(posts, BATCH))),
        new Rounds.Pair(
            "heap for %,d posts, open".formatted(posts), Unit.amount("MB"), this::heapOpen, null),
        new Rounds.Pair(
            "heap for %,d posts, while they are compared".formatted(posts),
            Unit.amount("MB"),
            this::heapCompared,
            null));
  }

  static SqlitePostStore store(Path folder) {
    return SqlitePostStore.open(folder.resolve("posts.db"), "epoch");
  }

  private static double oneByOne(Path folder, int nonces) {
    try (SqlitePostStore store = store(folder)) {
      Posts posts = Posts.open(store, ROOM);
      Random random = new Random(nonces);
      Mining mining = new Mining(nonces, random::nextInt, () -> false);
      long start = System.nanoTime();
      for (int i = 0; i < DURABLE; i++) {
        long now = System.currentTimeMillis();
        Post post = new Message(i).post();
        take(posts, List.of(new Offer.Whole(post, mining.best(post.id(), now))), now);
      }
      return CoreBench.rate(DURABLE, start);
    }
  }

  private static void take(Posts posts, List<Offer> offers, long nowMillis) {
    for (Admitted answer : posts.admit(offers, nowMillis)) {
      CoreBench.require(answer instanceof Admitted.Taken, answer);
    }
  }

  /// Takes all, so many in a transaction.
  void fill(Posts posts) {
    long now = System.currentTimeMillis();
    for (int at = 0; at < this.posts; at += BATCH) {
      take(posts, Message.offers(new Message(at), Math.min(BATCH, this.posts - at)), now);
    }
  }

  private double manyAtOnce(Path folder) {
    try (SqlitePostStore store = store(folder)) {
      long start = System.nanoTime();
      fill(Posts.open(store, ROOM));
      return CoreBench.rate(posts, start);
    }
  }

  /// So many, so many of them in a transaction.
  private record Amount(int posts, int batch) {}

  private static double plain(Path folder, Amount amount) throws SQLException {
    int posts = amount.posts();
    try (Plain plain = Plain.create(folder.resolve("plain.db"))) {
      long start = System.nanoTime();
      for (int at = 0; at < posts; at += amount.batch()) {
        plain.create(new Sample(at), new Sample(Math.min(at + amount.batch(), posts)));
      }
      return CoreBench.rate(posts, start);
    }
  }

  private double heapOpen(Path folder) {
    try (SqlitePostStore store = store(folder)) {
      fill(Posts.open(store, ROOM));
    }
    double before = usedMegabytes();
    try (SqlitePostStore store = store(folder)) {
      Posts posts = Posts.open(store, ROOM);
      CoreBench.require(
          posts.store().<Long>read(PostReading::count) == this.posts, "all are there");
      return usedMegabytes() - before;
    }
  }

  private double heapCompared(Path folder) {
    try (SqlitePostStore store = store(folder)) {
      Posts posts = Posts.open(store, ROOM);
      fill(posts);
      double before = usedMegabytes();
      Scope scope = Scope.of(posts, System.currentTimeMillis());
      PostIndex index = store.read(reading -> PostIndex.of(reading, scope, Bytes.of(new byte[32])));
      double used = usedMegabytes() - before;
      CoreBench.require(index.size() == this.posts, index.size());
      return used;
    }
  }

  private static double usedMegabytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / (double) (1 << 20);
  }
}
