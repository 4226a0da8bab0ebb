package skein.testkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import skein.core.value.ReplicaId;
import skein.sync.ending.Ending;
import skein.sync.exchange.Result;
import skein.sync.exchange.Session;
import skein.sync.exchange.Since;
import skein.sync.transport.Progress;
import skein.sync.transport.Pull;
import skein.testkit.sync.Copies.Copy;

/// What holds after any exchange, over random histories of three replicas and their copies.
class ExchangeLawsTest {
  private static final int SEEDS = 300;

  private static Result pull(Copy from, Copy to) {
    return Pull.run(from.replica(), to.replica(), Progress.silent());
  }

  /// Everybody pulls from everybody, often enough.
  private static void meet(List<Copy> all) {
    for (int round = 0; round < 3; round++) {
      for (Copy to : all) {
        for (Copy from : all) {
          if (!from.equals(to)) {
            Result result = pull(from, to);
            assertThat(result.isComplete()).as("%s", result).isTrue();
          }
        }
      }
    }
  }

  @Test
  void whoPulledBothWaysHasTheSame() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Copies copies = new Copies(seed);
      List<Copy> all = new ArrayList<>(List.of(copies.fresh(), copies.fresh(), copies.fresh()));
      scribbleAndMeet(copies, all, seed % 2 == 0 ? 0 : 3);
      meet(all);
      assertAlike(all, seed);
    }
  }

  private static void assertAlike(List<Copy> all, long seed) {
    all.forEach(copy -> Copies.assertAlike(all.getFirst(), copy, seed));
  }

  private static void scribbleAndMeet(Copies copies, List<Copy> all, int mostCopied) {
    Random random = copies.random();
    for (int step = 0; step < 60; step++) {
      Copy one = all.get(random.nextInt(all.size()));
      Copy other = all.get(random.nextInt(all.size()));
      if (random.nextInt(4) == 0 && !one.equals(other)) {
        pull(one, other);
      } else if (all.size() < 3 + mostCopied && random.nextInt(15) == 0) {
        all.add(copies.copied(one));
      } else {
        copies.scribble(one);
      }
    }
  }

  @Test
  void aSecondPullIsOneRoundTripOfLessThanAKilobyte() {
    Copies copies = new Copies(1);
    Copy one = copies.fresh();
    Copy other = copies.fresh();
    copies.create(one, 50);
    pull(one, other);
    Wire wire = new Wire();
    Result again =
        wire.run(Session.pull(other.replica()), Session.serve(one.replica()), Wire.HONEST);
    assertThat(again.ending()).isEqualTo(new Ending.Same());
    assertThat(wire.seen()).hasSize(2);
    assertThat(wire.bytes()).isLessThan(1000);
  }

  private static List<String> said(Copy from, Copy to, Since since) {
    Wire wire = new Wire();
    Result result =
        wire.run(Session.pull(to.replica(), since), Session.serve(from.replica()), Wire.HONEST);
    assertThat(result.isComplete()).as("%s", result).isTrue();
    Copies.assertAlike(from, to, 0);
    return wire.seen().stream()
        .map(message -> new String(message, StandardCharsets.UTF_8))
        .map(text -> text.substring(0, text.indexOf('\n')))
        .toList();
  }

  @Test
  void amongManyReplicasOnlyWhatHasChangedIsTold() {
    Copies copies = new Copies(6);
    Copy hub = copies.fresh();
    for (int i = 0; i < 200; i++) {
      Copy one = copies.fresh();
      copies.create(one, 1);
      pull(one, hub);
    }
    Copy to = copies.fresh();
    Since first = pull(hub, to).since();
    assertThat(first).isEqualTo(new Since("epoch", 200));
    assertThat(String.join("", said(hub, to, first))).hasSizeLessThan(1000);
    copies.create(hub, 1);
    assertThat(String.join("", said(hub, to, first))).hasSizeLessThan(1000);
    copies.create(hub, 1);
    assertThat(said(hub, to, new Since("another epoch", 201)))
        .anyMatch(
            message -> message.contains("\"message\":\"offer\"") && message.length() > 10_000);
    copies.create(hub, 1);
    assertThat(said(hub, to, new Since("epoch", 300)))
        .anyMatch(message -> message.contains("\"message\":\"all\""));
  }

  @Test
  void aCopiedFolderIsFoundAndBothHistoriesGoEverywhere() {
    for (int shared : List.of(1, 2, 3, 7, 40, 700)) {
      Copies copies = new Copies(shared);
      Copy one = copies.fresh();
      for (int i = 0; i < shared; i++) {
        copies.create(one, 1);
      }
      Copy copy = copies.copied(one);
      ReplicaId id = one.replica().id();
      copies.create(one, 3);
      copies.create(copy, 5);
      Copy third = copies.fresh();
      assertThat(pull(one, third).received().integrated()).isEqualTo(shared + 3);
      Result second = pull(copy, third);
      assertThat(second.received().integrated()).isEqualTo(5);
      assertThat(third.replica().frontier().of(id)).hasSize(2);
      assertThat(pull(copy, one).received().renewed()).isTrue();
      assertThat(pull(third, copy).received().renewed()).isTrue();
      assertThat(one.replica().id()).isNotEqualTo(id).isNotEqualTo(copy.replica().id());
      copies.create(one, 2);
      copies.create(copy, 2);
      List<Copy> all = List.of(one, copy, third);
      meet(all);
      assertAlike(all, shared);
    }
  }

  @Test
  void theLinesSentAgainBeforeAForkAreAtMostAsManyAsAfterIt() {
    Copies copies = new Copies(5);
    Copy one = copies.fresh();
    for (int i = 0; i < 1000; i++) {
      copies.create(one, 1);
    }
    Copy copy = copies.copied(one);
    for (int i = 0; i < 20; i++) {
      copies.create(one, 1);
    }
    copies.create(copy, 1);
    Result result = pull(copy, one);
    assertThat(result.received().integrated()).isEqualTo(1);
    assertThat(result.received().known()).isLessThanOrEqualTo(20);
  }

  @Test
  void aPullThatIsCutAnywhereGoesOnAtTheLastGroup() {
    for (int cut = 1; cut < 40; cut++) {
      Copies copies = new Copies(cut);
      Copy from = copies.fresh();
      Copy to = copies.fresh();
      for (int i = 0; i < 100; i++) {
        copies.scribble(from);
      }
      int left = cut;
      long total = 0;
      Result result;
      do {
        int[] messages = {left++};
        result =
            new Wire()
                .run(
                    Session.pull(to.replica()),
                    Session.serve(from.held(), 10),
                    (fromSender, message) -> messages[0]-- > 0 ? List.of(message) : List.of());
        assertThat(result.received().known()).as("cut %d", cut).isZero();
        total += result.received().integrated();
      } while (!result.isComplete());
      assertThat(total).isEqualTo(from.replica().frontier().all().getFirst().seq());
      Copies.assertAlike(from, to, cut);
    }
  }

  @Test
  void messagesThatComeTwiceChangeNothing() {
    Copies copies = new Copies(2);
    Copy from = copies.fresh();
    Copy to = copies.fresh();
    copies.create(from, 50);
    Result result =
        new Wire()
            .run(
                Session.pull(to.replica()),
                Session.serve(from.held(), 7),
                (fromSender, message) -> List.of(message, message));
    assertThat(result.ending()).isEqualTo(new Ending.Complete());
    assertThat(result.received().integrated()).isEqualTo(50);
    assertThat(result.received().known()).isZero();
    Copies.assertAlike(from, to, 2);
  }

  @Test
  void aMissingMessageFailsWithAReasonAndTheNextPullHeals() {
    Copies copies = new Copies(3);
    Copy from = copies.fresh();
    Copy to = copies.fresh();
    for (int i = 0; i < 30; i++) {
      copies.create(from, 10);
    }
    int[] fromSenderSoFar = {0};
    Session serving = Session.serve(from.held(), 10);
    Result result =
        new Wire()
            .run(
                Session.pull(to.replica()),
                serving,
                (fromSender, message) ->
                    fromSender && fromSenderSoFar[0]++ == 4 ? List.of() : List.of(message));
    assertThat(result.ending()).isEqualTo(new Ending.Failed("message 4 is missing, 5 came", false));
    assertThat(serving.result().ending()).isInstanceOf(Ending.Failed.class);
    assertThat(result.received().integrated()).isPositive();
    pull(from, to);
    Copies.assertAlike(from, to, 3);
  }

  @Test
  void whatIsDatedAheadWaitsAndComesLater() {
    Copies copies = new Copies(4);
    long threeDays = 3L * 24 * 60 * 60 * 1000;
    Copy ahead = copies.fresh(threeDays);
    Copy to = copies.fresh();
    Copy relay = copies.fresh(threeDays);
    copies.create(ahead, 3);
    copies.create(relay, 2);
    pull(ahead, relay);
    Result first = pull(relay, to);
    assertThat(first.ending()).isEqualTo(new Ending.Complete());
    assertThat(first.received().integrated()).isZero();
    assertThat(first.received().remarks()).hasSize(2);
    assertThat(first.clocksDiffer()).isTrue();
    assertThat(first.clockAhead().toDays()).isEqualTo(3);
    copies.pass(threeDays);
    Result second = pull(relay, to);
    assertThat(second.received().integrated()).isEqualTo(5);
    Copies.assertAlike(relay, to, 4);
  }
}
