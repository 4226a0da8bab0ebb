package skein.testkit.posts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import skein.core.post.Offer;
import skein.core.post.Posts;
import skein.sync.ending.Ending;
import skein.sync.posts.PostSession;

/// What the spreading of posts costs: bytes and round trips are the same in every run.
final class SpreadingTest {
  private static final int MANY = 100_000;

  private static PostSession opened(Crowd crowd, Posts posts) {
    return PostSession.open(crowd.side(posts));
  }

  private static PostSession answering(Crowd crowd, Posts posts) {
    return PostSession.answer(crowd.side(posts));
  }

  @Test
  void equalSetsCostLessThanAKilobyteAndDifferencesWhatTheyAre() {
    Crowd crowd = new Crowd(1);
    List<Offer> shared = crowd.sized(150).posts(MANY);
    Posts one = Crowd.empty(Crowd.ROOM);
    Posts other = Crowd.empty(Crowd.ROOM);
    crowd.admit(one, shared);
    crowd.admit(other, shared);
    PostSession opener = opened(crowd, one);
    Talk equal = Talk.run(opener, answering(crowd, other), Talk.HONEST);
    assertThat(opener.result().ending()).isEqualTo(new Ending.Same());
    assertThat(equal.bytes()).isLessThan(1_000);
    assertThat(equal.roundTrips()).isEqualTo(1);

    crowd.admit(one, crowd.sized(150).posts(50));
    crowd.admit(other, crowd.sized(150).posts(50));
    PostSession answerer = answering(crowd, other);
    opener = opened(crowd, one);
    Talk differing = Talk.run(opener, answerer, Talk.HONEST);
    assertThat(opener.result().taken()).isEqualTo(50);
    assertThat(answerer.result().taken()).isEqualTo(50);
    assertThat(answerer.result().isComplete()).isTrue();
    assertThat(Crowd.held(one)).isEqualTo(Crowd.held(other)).hasSize(MANY + 100);
    assertThat(differing.bytes()).isLessThan(300_000);
    assertThat(differing.roundTrips()).isLessThan(5);
  }

  @Test
  void aRaisedScoreTravelsWithoutTheBody() {
    Crowd crowd = new Crowd(2);
    List<Offer.Whole> shared = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      shared.add(crowd.post(20_000));
    }
    Posts one = Crowd.empty(Crowd.ROOM);
    Posts other = Crowd.empty(Crowd.ROOM);
    crowd.admit(one, shared);
    crowd.admit(other, shared);
    for (int i = 0; i < 100; i++) {
      Posts raised = i % 2 == 0 ? one : other;
      for (int tries = 0; tries < 8; tries++) {
        crowd.admit(raised, List.of(new Offer.Raise(shared.get(i).post().id(), crowd.work())));
      }
    }
    PostSession opener = opened(crowd, one);
    PostSession answerer = answering(crowd, other);
    Talk talk = Talk.run(opener, answerer, Talk.HONEST);
    assertThat(Crowd.held(one)).isEqualTo(Crowd.held(other));
    assertThat(opener.result().raised() + answerer.result().raised()).isGreaterThan(60);
    assertThat(opener.result().taken() + answerer.result().taken()).isZero();
    assertThat(talk.bytes()).isLessThan(60_000);
  }

  @Test
  void aNewNodeGetsEverythingAndAnEmptyOneNothing() {
    Crowd crowd = new Crowd(3);
    Posts full = Crowd.empty(Crowd.ROOM);
    crowd.admit(full, crowd.sized(1_000).posts(3_000));
    for (boolean newOpens : List.of(true, false)) {
      Posts fresh = Crowd.empty(Crowd.ROOM);
      PostSession opener = opened(crowd, newOpens ? fresh : full);
      PostSession answerer = answering(crowd, newOpens ? full : fresh);
      Talk.run(opener, answerer, Talk.HONEST);
      assertThat(opener.result().isComplete()).isTrue();
      assertThat(answerer.result().isComplete()).isTrue();
      assertThat(Crowd.held(fresh)).isEqualTo(Crowd.held(full));
    }
    PostSession opener = opened(crowd, Crowd.empty(Crowd.ROOM));
    Talk.run(opener, answering(crowd, Crowd.empty(Crowd.ROOM)), Talk.HONEST);
    assertThat(opener.result().ending()).isEqualTo(new Ending.Same());
  }
}
