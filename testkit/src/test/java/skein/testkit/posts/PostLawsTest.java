package skein.testkit.posts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import skein.core.post.Admitted;
import skein.core.post.Mining;
import skein.core.post.Offer;
import skein.core.post.Post;
import skein.core.post.PostHead;
import skein.core.post.PostId;
import skein.core.post.PostReading;
import skein.core.post.Posts;
import skein.core.post.Quota;
import skein.core.post.Rank;
import skein.core.post.Score;
import skein.core.post.Work;
import skein.core.value.Bytes;
import skein.testkit.Scale;
import skein.testkit.Scale.Counts;

/// The set of posts is a function of what was admitted, not of how it came.
final class PostLawsTest {
  private static final Quota SMALL = new Quota(20_000);
  private static final int HISTORIES = Scale.of(Counts.quick(60).full(1_000).longRun(20_000));

  /// Posts that take more than [#SMALL] together, some several times with other works.
  private static List<Offer.Whole> offers(Crowd crowd) {
    List<Offer.Whole> offers = new ArrayList<>();
    for (int i = crowd.random().nextInt(90); i >= 0; i--) {
      Offer.Whole offer = crowd.post(8 + crowd.random().nextInt(900));
      offers.add(offer);
      for (int again = crowd.random().nextInt(3); again > 0; again--) {
        offers.add(new Offer.Whole(offer.post(), crowd.work()));
      }
    }
    return offers;
  }

  /// The law itself, in the plainest words.
  private static Map<PostId, Work> expected(List<Offer.Whole> offers) {
    Map<PostId, PostHead> best = new HashMap<>();
    for (Offer.Whole offer : offers) {
      PostHead head = PostHead.of(offer.post(), offer.work());
      best.merge(head.id(), head, (a, b) -> a.score().compareTo(b.score()) >= 0 ? a : b);
    }
    Map<PostId, Work> expected = new TreeMap<>();
    long weight = 0;
    for (PostHead head :
        best.values().stream().sorted(Comparator.comparing(PostHead::rank).reversed()).toList()) {
      weight += 100 + head.bodyBytes();
      if (weight > SMALL.bytes()) {
        break;
      }
      expected.put(head.id(), head.work());
    }
    return expected;
  }

  /// Admits them in some order, in transactions of some size, as raises where that will do.
  private static Posts shuffled(Crowd crowd, List<Offer.Whole> offers) {
    Random random = crowd.random();
    List<Offer.Whole> order = new ArrayList<>(offers);
    Collections.shuffle(order, random);
    Posts posts = Crowd.empty(SMALL);
    for (int at = 0; at < order.size(); ) {
      int to = Math.min(order.size(), at + 1 + random.nextInt(9));
      List<Offer> batch = new ArrayList<>(order.subList(at, to));
      if (random.nextBoolean()) {
        batch.replaceAll(offer -> new Offer.Raise(((Offer.Whole) offer).post().id(), offer.work()));
        List<Admitted> answers = posts.admit(batch, crowd.nowMillis());
        batch = new ArrayList<>();
        for (int i = at; i < to; i++) {
          if (answers.get(i - at) instanceof Admitted.Missing) {
            batch.add(order.get(i));
          }
        }
      }
      posts.admit(batch, crowd.nowMillis());
      at = to;
    }
    return posts;
  }

  @Test
  void whatStaysDoesNotDependOnTheOrderOfArrivals() {
    for (long seed = 0; seed < HISTORIES; seed++) {
      Crowd crowd = new Crowd(seed);
      List<Offer.Whole> offers = offers(crowd);
      Posts one = shuffled(crowd, offers);
      Posts other = shuffled(crowd, offers);
      assertThat(Crowd.held(one)).as("seed %d", seed).isEqualTo(expected(offers));
      assertThat(Crowd.held(other)).as("seed %d", seed).isEqualTo(Crowd.held(one));
      assertThat(other.store().read(PostReading::floor))
          .as("seed %d", seed)
          .isEqualTo(one.store().read(PostReading::floor));
      assertThat(one.store().read(PostReading::weight)).isLessThanOrEqualTo(SMALL.bytes());
      long order = one.store().read(PostReading::lastOrder);
      assertThat(one.admit(List.copyOf(offers), crowd.nowMillis()))
          .as("seed %d", seed)
          .noneMatch(Admitted.Taken.class::isInstance);
      assertThat(one.store().read(PostReading::lastOrder)).isEqualTo(order);
    }
  }

  @Test
  void theSamePostAgainIsAnUpvote() {
    Crowd crowd = new Crowd(1);
    Posts posts = Crowd.empty(SMALL);
    Post post = crowd.post(10).post();
    Work old = new Work(1_700_000_000, 1);
    Work fresh = new Work(1_799_999_000, 1);
    assertThat(posts.admit(List.of(new Offer.Whole(post, old)), crowd.nowMillis()))
        .containsExactly(new Admitted.Taken(post.id(), true, 1));
    assertThat(posts.admit(List.of(new Offer.Whole(post, fresh)), crowd.nowMillis()))
        .containsExactly(new Admitted.Taken(post.id(), false, 2));
    assertThat(posts.admit(List.of(new Offer.Raise(post.id(), old)), crowd.nowMillis()))
        .containsExactly(new Admitted.Known(post.id()));
    assertThat(Crowd.held(posts)).containsExactly(Map.entry(post.id(), fresh));
  }

  @Test
  void aPostOfTheFutureOrTooLargeIsRefused() {
    Crowd crowd = new Crowd(2);
    Posts posts = Crowd.empty(SMALL);
    long now = crowd.nowMillis() / 1000;
    Post post = crowd.post(10).post();
    List<Offer> offers =
        List.of(
            new Offer.Whole(post, new Work(now + 61, 0)),
            new Offer.Whole(post, new Work(now + 60, 0)),
            new Offer.Raise(post.id(), new Work(now + 61, 0)),
            crowd.post(2_000));
    List<Admitted> answers = posts.admit(offers, crowd.nowMillis());
    assertThat(answers.get(0)).isInstanceOf(Admitted.Refused.class);
    assertThat(answers.get(1)).isInstanceOf(Admitted.Taken.class);
    assertThat(answers.get(2)).isInstanceOf(Admitted.Refused.class);
    assertThat(answers.get(3))
        .isEqualTo(new Admitted.Refused("a post of 2017 bytes; here the limit is 1250"));
  }

  @Test
  void whatIsNoPostIsRefused() {
    List<byte[]> shapes =
        List.of(
            new byte[0],
            new byte[] {0, 1},
            new byte[] {2, 'a'},
            new byte[] {1, '\n'},
            new byte[] {1, (byte) 0xE9},
            new byte[Post.MAX_BODY_BYTES + 1]);
    for (byte[] shape : shapes) {
      assertThatThrownBy(() -> new Post(Bytes.of(shape)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Post.of("x".repeat(256), Bytes.EMPTY))
        .hasMessage("the content type of a post has 256 bytes, the limit is 255");
  }

  @Test
  void moreRoomLiftsTheFloorAndLessEvicts() {
    Crowd crowd = new Crowd(3);
    Posts posts = Crowd.empty(SMALL);
    crowd.admit(posts, crowd.sized(500).posts(90));
    Rank floor = posts.store().read(PostReading::floor).orElseThrow();
    Posts less = Posts.open(posts.store(), new Quota(10_000));
    assertThat(less.store().read(PostReading::weight)).isLessThanOrEqualTo(10_000);
    assertThat(less.store().read(PostReading::floor).orElseThrow()).isGreaterThan(floor);
    String epoch = less.store().read(PostReading::epoch);
    Posts same = Posts.open(less.store(), new Quota(10_000));
    assertThat(same.store().read(PostReading::epoch)).isEqualTo(epoch);
    Posts more = Posts.open(less.store(), new Quota(30_000));
    assertThat(more.store().read(PostReading::floor)).isEmpty();
    assertThat(more.store().read(PostReading::epoch)).isNotEqualTo(epoch);
  }

  @Test
  void moreEffortFindsBetterWork() {
    Random random = new Random(4);
    PostId id = PostId.of(new byte[PostId.BYTES]);
    long now = 1_800_000_000_000L;
    List<Double> days = new ArrayList<>();
    for (int effort : new int[] {1, 100, 10_000}) {
      double sum = 0;
      for (int i = 0; i < 9; i++) {
        Work work = new Mining(effort, random::nextInt, () -> false).best(id, now);
        assertThat(work.timeSeconds()).isEqualTo(now / 1000 - 2);
        sum += (Score.of(id, work).seconds() - work.timeSeconds()) / 86_400;
      }
      days.add(sum / 9);
    }
    // Three days for each doubling: some 20 for each step.
    assertThat(days.get(1)).isBetween(days.get(0) + 12, days.get(0) + 28);
    assertThat(days.get(2)).isBetween(days.get(1) + 12, days.get(1) + 28);
  }

  @Test
  void miningStopsWhenItIsCancelled() {
    AtomicInteger drawn = new AtomicInteger();
    Mining mining =
        new Mining(Mining.MAX_NONCES, drawn::incrementAndGet, () -> drawn.get() == 1_000);
    mining.best(PostId.of(new byte[PostId.BYTES]), 1_800_000_000_000L);
    assertThat(drawn).hasValue(1_000);
  }
}
