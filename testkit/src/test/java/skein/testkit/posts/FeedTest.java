package skein.testkit.posts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import skein.core.post.Offer;
import skein.core.post.Post;
import skein.core.post.Posts;
import skein.core.post.Quota;
import skein.core.post.Work;
import skein.core.value.Bytes;
import skein.sync.posts.PostFeed;
import skein.sync.posts.PostSession;
import skein.sync.posts.PostSide;

/// What is new goes to connected peers at once, and a peer that floods is dropped.
final class FeedTest {
  /// Two nodes that have been reconciled.
  private record Pair(PostFeed one, PostFeed other) {
    static Pair of(PostSide one, PostSide other) {
      PostSession opener = PostSession.open(one);
      PostSession answerer = PostSession.answer(other);
      Talk.run(opener, answerer, Talk.HONEST);
      return new Pair(PostFeed.after(opener).orElseThrow(), PostFeed.after(answerer).orElseThrow());
    }
  }

  private static int sent(PostFeed from, PostFeed to) {
    int sent = 0;
    for (Optional<byte[]> news = from.news(); news.isPresent(); news = from.news()) {
      assertThat(to.hear(news.get()).fault()).isEmpty();
      sent += news.get().length;
    }
    return sent;
  }

  @Test
  void whatIsNewArrivesOnceAndDoesNotComeBack() {
    Crowd crowd = new Crowd(1);
    Posts one = Crowd.empty(Crowd.ROOM);
    Posts other = Crowd.empty(Crowd.ROOM);
    crowd.admit(one, crowd.sized(50).posts(100));
    Pair pair = Pair.of(crowd.side(one), crowd.side(other));
    assertThat(pair.one.news().isPresent()).isFalse();
    crowd.admit(one, crowd.sized(1_000).posts(2_000));
    assertThat(sent(pair.one, pair.other)).isGreaterThan(2_000_000);
    assertThat(Crowd.held(other)).isEqualTo(Crowd.held(one)).hasSize(2_100);
    assertThat(sent(pair.other, pair.one)).isZero();
  }

  @Test
  void aRaisedPostGoesWithoutItsBody() {
    Crowd crowd = new Crowd(2);
    Posts one = Crowd.empty(Crowd.ROOM);
    Posts other = Crowd.empty(Crowd.ROOM);
    Offer.Whole old = crowd.post(50_000);
    crowd.admit(one, List.of(old));
    Pair pair = Pair.of(crowd.side(one), crowd.side(other));
    crowd.pass(30L * 86_400_000);
    crowd.admit(one, List.of(new Offer.Whole(old.post(), crowd.work())));
    assertThat(sent(pair.one, pair.other)).isLessThan(100);
    assertThat(Crowd.held(other)).isEqualTo(Crowd.held(one));
  }

  @Test
  void whatThePeerWouldNotTakeIsNotSent() {
    Crowd crowd = new Crowd(3);
    Posts one = Crowd.empty(Crowd.ROOM);
    Posts other = Crowd.empty(new Quota(40_000));
    crowd.admit(other, crowd.sized(500).posts(100));
    Pair pair = Pair.of(crowd.side(one, 90_000), crowd.side(other));
    Post low = crowd.post(10).post();
    Post early = crowd.post(10).post();
    List<Offer> offers = new ArrayList<>();
    offers.add(new Offer.Whole(low, new Work(1_000_000_000, 1)));
    offers.add(new Offer.Whole(early, new Work(crowd.nowMillis() / 1000 + 89, 1)));
    offers.add(crowd.post(10_000));
    one.admit(offers, crowd.nowMillis() + 90_000);
    assertThat(pair.one.news().isPresent()).isFalse();
  }

  @Test
  void aPeerThatGoesOnWithPostsOfTheFutureIsDropped() {
    Crowd crowd = new Crowd(4);
    Posts one = Crowd.empty(Crowd.ROOM);
    Posts other = Crowd.empty(Crowd.ROOM);
    // One believes that both have clocks an hour ahead; the other one's clock is put right.
    Pair pair = Pair.of(crowd.side(one, 3_600_000), crowd.side(Crowd.empty(Crowd.ROOM), 3_600_000));
    PostFeed right = Pair.of(crowd.side(Crowd.empty(Crowd.ROOM)), crowd.side(other)).other;
    int messages = 0;
    for (Optional<String> fault = Optional.empty(); fault.isEmpty(); messages++) {
      Offer.Whole post = crowd.post(10);
      Work ahead = new Work(crowd.nowMillis() / 1000 + 3_600, messages);
      one.admit(List.of(new Offer.Whole(post.post(), ahead)), crowd.nowMillis() + 3_600_000);
      fault = right.hear(pair.one.news().orElseThrow()).fault();
    }
    assertThat(messages).isEqualTo(16);
    assertThat(Crowd.held(other)).isEmpty();
  }

  @Test
  void aPeerThatFloodsIsBoundedAndGoingOnDropped() {
    Crowd crowd = new Crowd(5);
    Posts one = Crowd.empty(Crowd.ROOM);
    Posts other = Crowd.empty(new Quota(4_000_000));
    PostSide flooded = crowd.side(other);
    Pair pair = Pair.of(crowd.side(one), flooded);
    crowd.admit(one, crowd.sized(Post.MAX_BODY_BYTES / 8).posts(8));
    byte[] message = pair.one.news().orElseThrow();
    int messages = 0;
    int idle = 0;
    Optional<String> fault = Optional.empty();
    while (fault.isEmpty()) {
      PostFeed.Heard heard = pair.other.hear(message);
      fault = heard.fault();
      messages++;
      idle += heard.taken().isEmpty() ? 1 : 0;
    }
    assertThat(messages).isBetween(256, 256 + 17);
    assertThat(idle).isGreaterThanOrEqualTo(messages - 1);
    assertThat(Bytes.of(message).length()).isGreaterThan(1_000_000);
    crowd.pass(120_000);
    assertThat(pair.other.hear(message).fault()).isEmpty();
  }
}
