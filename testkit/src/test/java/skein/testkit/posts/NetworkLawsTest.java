package skein.testkit.posts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import skein.core.post.Offer;
import skein.core.post.PostHead;
import skein.core.post.PostId;
import skein.core.post.Posts;
import skein.core.post.Quota;
import skein.core.post.Scope;
import skein.core.post.Work;
import skein.sync.ending.Ending;
import skein.sync.posts.PostSession;
import skein.testkit.Scale;
import skein.testkit.Scale.Counts;

/// Whatever the links, the limits, the clocks and the losses: in the end each has of what the
/// others have all that it would take, and then nothing travels any more.
final class NetworkLawsTest {
  private static final int HISTORIES = Scale.of(Counts.quick(25).full(400).longRun(8_000));

  /// A node. `aheadMillis`: of its clock.
  private record Node(Posts posts, long aheadMillis) {}

  private static List<Node> nodes(Crowd crowd) {
    Random random = crowd.random();
    List<Node> nodes = new ArrayList<>();
    for (int i = 2 + random.nextInt(4); i > 0; i--) {
      Quota quota = random.nextBoolean() ? Crowd.ROOM : new Quota(4_000 + random.nextInt(60_000));
      nodes.add(new Node(Crowd.empty(quota), random.nextInt(180_000) - 90_000L));
    }
    return nodes;
  }

  private static void write(Crowd crowd, Node node) {
    Random random = crowd.random();
    long nowMillis = crowd.nowMillis() + node.aheadMillis;
    for (int i = random.nextInt(40); i >= 0; i--) {
      Work fresh = new Work(nowMillis / 1000, random.nextInt(1 << 30));
      Offer.Whole post = crowd.post(10 + random.nextInt(random.nextInt(10) == 0 ? 3_000 : 300));
      List<PostId> ids = List.copyOf(Crowd.held(node.posts).keySet());
      Offer offer =
          random.nextInt(3) == 0 && !ids.isEmpty()
              ? new Offer.Raise(ids.get(random.nextInt(ids.size())), fresh)
              : new Offer.Whole(post.post(), random.nextBoolean() ? fresh : post.work());
      node.posts.admit(List.of(offer), nowMillis);
    }
  }

  private static Talk.Meddler lossy(Random random) {
    int[] left = {random.nextInt(9)};
    return (fromOpener, message) ->
        switch (random.nextInt(4)) {
          case 0 -> List.of(message, message);
          case 1 -> left[0]-- > 0 ? List.of(message) : List.of();
          default -> List.of(message);
        };
  }

  private static boolean meet(Crowd crowd, Node one, Node other, Talk.Meddler meddler) {
    PostSession opener = PostSession.open(crowd.side(one.posts, one.aheadMillis));
    PostSession answerer = PostSession.answer(crowd.side(other.posts, other.aheadMillis));
    Talk.run(opener, answerer, meddler);
    boolean blamed =
        List.of(opener, answerer).stream()
            .anyMatch(
                session ->
                    session.result().ending() instanceof Ending.Failed failed
                        && failed.peerAtFault());
    assertThat(blamed).as("an honest peer is blamed: %s", opener.result().ending()).isFalse();
    return opener.result().ending().equals(new Ending.Same())
        && answerer.result().ending().equals(new Ending.Same());
  }

  private static int roundsUntilQuiet(Crowd crowd, List<Node> nodes, boolean[][] links) {
    boolean quiet = false;
    int rounds = 0;
    for (; !quiet; rounds++) {
      assertThat(rounds).isLessThan(2 * nodes.size() + 2);
      quiet = true;
      for (int i = 0; i < nodes.size(); i++) {
        for (int j = 0; j < i; j++) {
          quiet &= !links[i][j] || meet(crowd, nodes.get(i), nodes.get(j), Talk.HONEST);
        }
      }
    }
    return rounds;
  }

  private static void assertNothingLacks(Crowd crowd, Node to, Node from) {
    Map<PostId, Work> held = Crowd.held(to.posts);
    Scope scope = Scope.of(to.posts, crowd.nowMillis());
    for (PostHead head :
        from.posts.store().<List<PostHead>>read(r -> r.heads(null, Integer.MAX_VALUE))) {
      if (scope.holds(head)) {
        assertThat(held).containsEntry(head.id(), head.work());
      }
    }
  }

  @Test
  void inTheEndEachHasOfTheOthersWhatItWouldTake() {
    for (long seed = 0; seed < HISTORIES; seed++) {
      Crowd crowd = new Crowd(seed);
      Random random = crowd.random();
      List<Node> nodes = nodes(crowd);
      boolean[][] links = new boolean[nodes.size()][nodes.size()];
      for (int i = 1; i < nodes.size(); i++) {
        links[i][random.nextInt(i)] = true;
        links[i][random.nextInt(i)] = true;
      }
      for (int step = random.nextInt(30); step >= 0; step--) {
        crowd.pass(random.nextInt(20_000));
        write(crowd, nodes.get(random.nextInt(nodes.size())));
        int one = 1 + random.nextInt(nodes.size() - 1);
        meet(crowd, nodes.get(one), nodes.get(random.nextInt(one)), lossy(random));
      }
      crowd.pass(600_000);
      try {
        roundsUntilQuiet(crowd, nodes, links);
        for (int i = 0; i < nodes.size(); i++) {
          for (int j = 0; j < i; j++) {
            if (links[i][j]) {
              assertNothingLacks(crowd, nodes.get(i), nodes.get(j));
              assertNothingLacks(crowd, nodes.get(j), nodes.get(i));
            }
          }
        }
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }
}
