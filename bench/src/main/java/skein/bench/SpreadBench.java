package skein.bench;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import skein.core.post.MemoryPostStore;
import skein.core.post.Posts;
import skein.core.value.Bytes;
import skein.core.value.SpaceId;
import skein.sync.posts.Meter;
import skein.sync.posts.PostSession;
import skein.sync.posts.PostSide;

/// What it takes to bring the posts of two nodes in step, by how many there are and how many
/// differ; beside the plain way, in which both tell all their names (32 bytes each) and send what
/// the other lacks.
record SpreadBench(int posts) {
  private static final SpaceId SPACE = SpaceId.ofCharter(new byte[] {1});
  private static final int NAME_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final int SMALLER = 10;
  private static final List<Integer> DIFFERENCES = List.of(0, 10, 100, 1_000);

  /// Both sides hold `posts`, but for `differing`, of which each lacks a half.
  private record Case(int posts, int differing) {}

  /// What went over the wire, in bytes and in messages there and back, and how long it took.
  private record Cost(long bytes, int roundTrips, double millis) {}

  List<Rounds.Pair> pairs() {
    List<Rounds.Pair> pairs = new ArrayList<>();
    for (int size : List.of(posts / SMALLER, posts)) {
      for (int differing : DIFFERENCES) {
        Case one = new Case(size, Math.min(differing, size));
        pairs.add(
            new Rounds.Pair(
                "%,d posts that differ by %,d: sent".formatted(size, differing),
                Unit.amount("kB"),
                f -> cost(one).bytes() / 1e3,
                f -> plainBytes(one) / 1e3));
      }
    }
    Case usual = new Case(posts, 100);
    pairs.add(pair("%,d posts that differ by 100: round trips", "trips", usual));
    pairs.add(pair("%,d posts that differ by 100: time, both sides", "ms", usual));
    return pairs;
  }

  private static Rounds.Pair pair(String what, String unit, Case one) {
    return new Rounds.Pair(
        what.formatted(one.posts()),
        Unit.amount(unit),
        f -> unit.equals("ms") ? cost(one).millis() : cost(one).roundTrips(),
        null);
  }

  private static long plainBytes(Case one) {
    long names = 2L * (one.posts() - one.differing() / 2) * NAME_BYTES;
    long bodies = 0;
    for (int i = one.posts() - one.differing(); i < one.posts(); i++) {
      bodies += new Message(i).length();
    }
    return names + bodies;
  }

  private static Cost cost(Case one) {
    Posts left = Posts.open(new MemoryPostStore("left"), PostBench.ROOM);
    Posts right = Posts.open(new MemoryPostStore("right"), PostBench.ROOM);
    int shared = one.posts() - one.differing();
    int half = one.differing() / 2;
    long now = System.currentTimeMillis();
    for (Posts side : List.of(left, right)) {
      side.admit(Message.offers(new Message(0), shared), now);
    }
    left.admit(Message.offers(new Message(shared), half), now);
    right.admit(Message.offers(new Message(shared + half), one.differing() - half), now);
    Cost cost = talk(PostSession.open(side(left)), PostSession.answer(side(right)));
    CoreBench.require(count(left) == one.posts() && count(right) == one.posts(), "both have all");
    return cost;
  }

  private static long count(Posts posts) {
    return posts.store().read(reading -> reading.count());
  }

  private static PostSide side(Posts posts) {
    AtomicInteger drawn = new AtomicInteger();
    return new PostSide(
        SPACE,
        posts,
        System::currentTimeMillis,
        () -> Bytes.of(ByteBuffer.allocate(SALT_BYTES).putInt(drawn.getAndIncrement()).array()),
        new Meter(System::currentTimeMillis));
  }

  /// The sides take turns, one message each.
  private static Cost talk(PostSession opener, PostSession answerer) {
    long start = System.nanoTime();
    Deque<byte[]> under = new ArrayDeque<>(opener.opening());
    long bytes = 0;
    int messages = 0;
    PostSession next = answerer;
    while (!under.isEmpty()) {
      byte[] message = under.pop();
      bytes += message.length;
      messages++;
      under.addAll(next.receive(message));
      next = next == opener ? answerer : opener;
    }
    CoreBench.require(opener.result().isComplete(), opener.result());
    return new Cost(bytes, messages / 2, (System.nanoTime() - start) / 1e6);
  }
}
