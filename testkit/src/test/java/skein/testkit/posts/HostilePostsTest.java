package skein.testkit.posts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import skein.core.post.Offer;
import skein.core.post.PostReading;
import skein.core.post.Posts;
import skein.core.post.Quota;
import skein.core.value.SpaceId;
import skein.sync.ending.Ending;
import skein.sync.posts.Meter;
import skein.sync.posts.PostSession;
import skein.sync.posts.PostSide;
import skein.testkit.Scale;
import skein.testkit.Scale.Counts;

/// Whatever bytes come, a session answers with a reason, and what it keeps are posts.
final class HostilePostsTest {
  private static final int MUTATIONS = Scale.of(Counts.quick(6_000).full(20_000).longRun(600_000));
  private static final int HELLO_BYTES = 59;

  private static Ending.Failed failed(PostSession session) {
    assertThat(session.result().ending()).isInstanceOf(Ending.Failed.class);
    return (Ending.Failed) session.result().ending();
  }

  @Test
  void noMutationOfAnyMessageThrows() {
    Crowd crowd = new Crowd(1);
    Random random = crowd.random();
    List<Offer> shared = crowd.sized(30).posts(300);
    int failures = 0;
    int blamed = 0;
    Posts one = Crowd.empty(Crowd.ROOM);
    Posts other = Crowd.empty(new Quota(80_000));
    for (int i = 0; i < MUTATIONS; i++) {
      if (i % 200 == 0) {
        one = Crowd.empty(Crowd.ROOM);
        other = Crowd.empty(new Quota(80_000));
        crowd.admit(one, shared);
        crowd.admit(other, shared);
      }
      crowd.admit(one, crowd.sized(30).posts(random.nextInt(4)));
      crowd.admit(other, crowd.sized(30).posts(random.nextInt(4)));
      PostSession opener = PostSession.open(crowd.side(one));
      PostSession answerer = PostSession.answer(crowd.side(other));
      int target = random.nextInt(6);
      int[] at = {0};
      Talk.run(
          opener,
          answerer,
          (fromOpener, message) -> List.of(at[0]++ == target ? mutated(message, random) : message));
      failures += opener.result().isComplete() && answerer.result().isComplete() ? 0 : 1;
      blamed += opener.result().ending() instanceof Ending.Failed why && why.peerAtFault() ? 1 : 0;
      assertThat(other.store().read(PostReading::weight)).isLessThanOrEqualTo(80_000);
    }
    assertThat(failures).isGreaterThan(MUTATIONS / 4);
    assertThat(blamed).isGreaterThan(MUTATIONS / 20);
    Talk.run(PostSession.open(crowd.side(one)), PostSession.answer(crowd.side(other)), Talk.HONEST);
    PostSession again = PostSession.open(crowd.side(one));
    Talk.run(again, PostSession.answer(crowd.side(other)), Talk.HONEST);
    assertThat(again.result().ending()).isEqualTo(new Ending.Same());
  }

  private static byte[] mutated(byte[] message, Random random) {
    byte[] copy = message.clone();
    int at = random.nextInt(copy.length);
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(copy, at);
      case 1 -> Arrays.copyOf(copy, copy.length + random.nextInt(30));
      case 2 -> {
        ByteBuffer.wrap(copy).putInt(Math.min(at, copy.length - Integer.BYTES), random.nextInt());
        yield copy;
      }
      case 3 -> {
        int length = Math.min(20, copy.length - at);
        System.arraycopy(copy, at, copy, random.nextInt(copy.length - length + 1), length);
        yield copy;
      }
      default -> {
        copy[at] = (byte) random.nextInt(256);
        yield copy;
      }
    };
  }

  /// The receiver of what `from` sends through somebody who meddles.
  private static PostSession meddled(Crowd crowd, Posts from, Posts to, Talk.Meddler meddler) {
    PostSession receiver = PostSession.answer(crowd.side(to));
    Talk.run(PostSession.open(crowd.side(from)), receiver, meddler);
    return receiver;
  }

  @Test
  void aPostOfTheFutureEndsTheSessionAndBlamesItsSender() {
    Crowd crowd = new Crowd(2);
    Posts from = Crowd.empty(Crowd.ROOM);
    Posts to = Crowd.empty(Crowd.ROOM);
    crowd.admit(from, crowd.sized(30).posts(1));
    // hello, then the turn with the post: kind, number, more, claims, wants, offers, its kind
    int time = 1 + 4 + 1 + 4 + 4 + 4 + 1;
    PostSession receiver =
        meddled(
            crowd,
            from,
            to,
            (fromOpener, message) -> {
              if (fromOpener && message[0] == 't') {
                ByteBuffer.wrap(message).putInt(time, (int) (crowd.nowMillis() / 1000 + 120));
              }
              return List.of(message);
            });
    assertThat(failed(receiver).peerAtFault()).isTrue();
    assertThat(failed(receiver).reason()).startsWith("a post came that was not lacking");
    assertThat(Crowd.held(to)).isEmpty();
  }

  @Test
  void aPostThatWasNotLackingBlamesItsSender() {
    Crowd crowd = new Crowd(3);
    Posts from = Crowd.empty(Crowd.ROOM);
    Posts to = Crowd.empty(Crowd.ROOM);
    crowd.admit(from, crowd.sized(30).posts(3));
    List<byte[]> turns = new ArrayList<>();
    Talk.Meddler replaying =
        (fromOpener, message) -> {
          if (!fromOpener || message[0] != 't') {
            return List.of(message);
          }
          turns.add(message);
          return List.of(turns.getFirst());
        };
    meddled(crowd, from, to, replaying);
    assertThat(Crowd.held(to)).hasSize(3);
    crowd.admit(from, crowd.sized(30).posts(1));
    PostSession receiver = meddled(crowd, from, to, replaying);
    assertThat(failed(receiver).peerAtFault()).isTrue();
  }

  @Test
  void anotherSpaceAndAnotherVersionAreRefused() {
    Crowd crowd = new Crowd(4);
    Posts posts = Crowd.empty(Crowd.ROOM);
    PostSide side = crowd.side(posts);
    PostSide elsewhere =
        new PostSide(
            SpaceId.ofCharter(new byte[] {2}),
            posts,
            side.clockMillis(),
            side.salts(),
            new Meter(side.clockMillis()));
    PostSession receiver = PostSession.answer(side);
    Talk.run(PostSession.open(elsewhere), receiver, Talk.HONEST);
    assertThat(failed(receiver).reason()).startsWith("this is space ");
    assertThat(failed(receiver).peerAtFault()).isFalse();

    byte[] hello = PostSession.open(side).opening().getFirst();
    assertThat(hello).hasSize(HELLO_BYTES);
    hello[5] = 2;
    PostSession old = PostSession.answer(side);
    old.receive(hello);
    assertThat(failed(old).reason())
        .isEqualTo("the other side speaks version 2 of the spreading of posts, this is 1");
  }

  @Test
  void claimsAboutTheSamePostsAgainAndAgainAreBlamed() {
    Crowd crowd = new Crowd(5);
    Posts posts = Crowd.empty(Crowd.ROOM);
    crowd.admit(posts, crowd.sized(10).posts(20_000));
    PostSession receiver = PostSession.answer(crowd.side(posts));
    receiver.receive(PostSession.open(crowd.side(Crowd.empty(Crowd.ROOM))).opening().getFirst());
    int turns = 0;
    while (!receiver.isOver()) {
      turns++;
      ByteBuffer turn = ByteBuffer.allocate(1 + 4 + 1 + 4 + 100 * 23 + 4 + 4);
      turn.put((byte) 't').putInt(turns).put((byte) 0).putInt(100);
      for (int i = 0; i < 100; i++) {
        turn.put(new byte[2]).put((byte) 's').putInt(7).put(new byte[16]);
      }
      receiver.receive(turn.array());
    }
    assertThat(failed(receiver).reason())
        .isEqualTo("claims about the same posts come again and again");
    assertThat(turns).isEqualTo(1);
  }

  @Test
  void aPeerThatBringsTooMuchIsToldToComeLater() {
    Crowd crowd = new Crowd(6);
    Posts from = Crowd.empty(Crowd.ROOM);
    crowd.admit(from, crowd.sized(1_000_000).posts(300));
    Posts to = Crowd.empty(new Quota(1L << 32));
    PostSide side = crowd.side(to);
    PostSession first = PostSession.answer(side);
    Talk.run(PostSession.open(crowd.side(from)), first, Talk.HONEST);
    assertThat(failed(first).reason()).isEqualTo("too many posts for now, come again later");
    assertThat(failed(first).peerAtFault()).isFalse();
    assertThat(Crowd.held(to).size()).isBetween(200, 280);
    crowd.pass(120_000);
    PostSession second = PostSession.answer(side);
    Talk.run(PostSession.open(crowd.side(from)), second, Talk.HONEST);
    assertThat(second.result().isComplete()).isTrue();
    assertThat(Crowd.held(to)).isEqualTo(Crowd.held(from));
  }

  @Test
  void aMissingMessageIsNoticed() {
    Crowd crowd = new Crowd(7);
    Posts posts = Crowd.empty(Crowd.ROOM);
    PostSession receiver = PostSession.answer(crowd.side(posts));
    byte[] hello = PostSession.open(crowd.side(posts)).opening().getFirst();
    hello[4] = 1;
    receiver.receive(hello);
    assertThat(failed(receiver).reason()).isEqualTo("message 0 is missing, 1 came");
    assertThat(failed(receiver).peerAtFault()).isFalse();
  }
}
