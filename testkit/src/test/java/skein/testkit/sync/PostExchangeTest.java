package skein.testkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import skein.core.history.Frontier;
import skein.core.post.Offer;
import skein.core.post.PostReading;
import skein.core.post.Posts;
import skein.sync.bundle.Bundle;
import skein.sync.ending.Ending;
import skein.sync.exchange.Held;
import skein.sync.exchange.Result;
import skein.sync.exchange.Session;
import skein.sync.exchange.Since;
import skein.sync.posts.PostResult;
import skein.sync.transport.HttpTransport;
import skein.sync.transport.InProcess;
import skein.sync.transport.Progress;
import skein.sync.transport.Pull;
import skein.sync.transport.Push;
import skein.testkit.Scale;
import skein.testkit.sync.Copies.Copy;

/// Posts that follow the lines of an exchange, whatever carries it.
final class PostExchangeTest {
  /// As a node names an epoch.
  private static final String UUID = "01980f2a-7c3d-7e11-9a58-3b1f0c6d2e47";

  private static List<Offer> posts(Copies copies, int count) {
    List<Offer> offers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      offers.add(copies.post());
    }
    return offers;
  }

  private static Result pull(HttpTransport from, Copy to, Since since) {
    return Pull.run(from, to.held(), since, Progress.silent());
  }

  @Test
  void postsFollowTheLinesBothWays() {
    Copies copies = Copies.withPosts(1);
    Copy one = copies.fresh();
    Copy other = copies.fresh();
    copies.create(one, 3);
    copies.admit(one, posts(copies, 5));
    copies.admit(other, posts(copies, 2));
    Result result = Pull.run(new InProcess(one.held()), other.held(), null, Progress.silent());
    assertThat(result.received().integrated()).isEqualTo(3);
    assertThat(result.posts()).isEqualTo(new PostResult(new Ending.Complete(), 5, 0, 2));
    assertThat(Copies.posts(one)).hasSize(7).isEqualTo(Copies.posts(other));
    Result again =
        Pull.run(new InProcess(one.held()), other.held(), result.since(), Progress.silent());
    assertThat(again.ending()).isEqualTo(new Ending.Same());
  }

  @Test
  void postsThatAreOnlyReadGiveAndDoNotTake() {
    Copies copies = Copies.withPosts(2);
    Copy one = copies.fresh();
    Copy other = copies.fresh();
    copies.admit(one, posts(copies, 5));
    copies.admit(other, posts(copies, 2));
    Posts read = one.posts().orElseThrow();
    Held readOnly =
        Held.of(one.replica(), one.posts().map(all -> Posts.readOnly(all.store(), read.quota())));
    Result result = Pull.run(new InProcess(readOnly), other.held(), null, Progress.silent());
    assertThat(result.isComplete()).isTrue();
    assertThat(Copies.posts(one)).hasSize(5);
    assertThat(Copies.posts(other)).hasSize(7);
  }

  @Test
  void aSideThatKeepsNoPostsRefusesThem() {
    Copies copies = Copies.withPosts(3);
    Copy one = copies.fresh();
    Copy other = copies.fresh();
    Result result =
        Pull.run(new InProcess(Held.of(one.replica())), other.held(), null, Progress.silent());
    assertThat(result.ending())
        .isEqualTo(
            new Ending.Failed(
                "the other side refused: no posts of space "
                    + one.replica().space()
                    + " are kept here",
                false));
    Result linesAlone = Pull.run(one.replica(), other.replica(), Progress.silent());
    assertThat(linesAlone.isComplete()).isTrue();
  }

  @Test
  void aSessionThatIsCutAnywhereKeepsWhatCame() {
    Copies copies = Copies.withPosts(4);
    Copy from = copies.fresh();
    copies.create(from, 2);
    copies.admit(from, posts(copies, 300));
    Copy to = copies.fresh();
    for (int cut = 0; cut < 12; cut++) {
      Session taker = Session.pull(to.held(), null);
      Session giver = Session.serve(from.held());
      List<byte[]> messages = taker.opening();
      for (int i = 0; i < cut && !messages.isEmpty(); i++) {
        List<byte[]> answers = new ArrayList<>();
        Session hears = i % 2 == 0 ? giver : taker;
        messages.forEach(message -> answers.addAll(hears.receive(message)));
        messages = answers;
      }
    }
    assertThat(Copies.posts(to)).isEqualTo(Copies.posts(from));
    Copies.assertAlike(from, to, 4);
  }

  @Test
  void aBundleHoldsThePostsAfterTheLines() throws IOException {
    Copies copies = Copies.withPosts(5);
    Copy from = copies.fresh();
    copies.create(from, 2);
    copies.admit(from, posts(copies, 100));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    Bundle.Written written = Bundle.write(from.held(), Frontier.EMPTY, Bundle.Form.PLAIN, file);
    assertThat(written).isEqualTo(new Bundle.Written(2, 100));
    Copy to = copies.fresh();
    Result result =
        Bundle.read(new ByteArrayInputStream(file.toByteArray()), to.held(), Progress.silent());
    assertThat(result.posts()).isEqualTo(new PostResult(new Ending.Complete(), 100, 0, 0));
    assertThat(Copies.posts(to)).isEqualTo(Copies.posts(from));
    Copies.assertAlike(from, to, 5);
  }

  @Test
  void aBundleThatIsCutOrDamagedGivesItsGoodPosts() throws IOException {
    Copies copies = Copies.withPosts(6);
    Copy from = copies.fresh();
    copies.admit(from, posts(copies, 10));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    Bundle.write(from.held(), Frontier.EMPTY, Bundle.Form.PLAIN, file);
    byte[] whole = file.toByteArray();
    Copy to = copies.fresh();
    Result result =
        Bundle.read(
            new ByteArrayInputStream(whole, 0, whole.length - 20), to.held(), Progress.silent());
    assertThat(result.ending())
        .isEqualTo(new Ending.Failed("the bundle is not whole: line 11 does not end", true));
    assertThat(Copies.posts(to)).hasSize(9);
  }

  @Test
  void aSpaceWithoutPostsTakesNoneFromABundle() throws IOException {
    Copies copies = Copies.withPosts(7);
    Copy from = copies.fresh();
    copies.admit(from, posts(copies, 1));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    Bundle.write(from.held(), Frontier.EMPTY, Bundle.Form.GZIP, file);
    Result result =
        Bundle.read(
            new ByteArrayInputStream(file.toByteArray()),
            Held.of(copies.fresh().replica()),
            Progress.silent());
    assertThat(result.isComplete()).isFalse();
  }

  /// Both ends over real HTTP: the bytes of all bodies both ways, and one request a round trip.
  @Test
  void theCostOverHttpFollowsTheDifference() {
    int posts = Scale.of(Scale.Counts.quick(20_000).full(100_000));
    Copies copies = Copies.withPosts(8);
    Copy here = copies.fresh();
    copies.create(here, 2);
    List<Offer> shared = posts(copies, posts - 50);
    copies.admit(here, shared);
    copies.admit(here, posts(copies, 50));
    Copy there = copies.fresh();
    copies.admit(there, shared);
    copies.admit(there, posts(copies, 50));
    Pull.run(new InProcess(Held.of(here.replica())), there.replica(), Progress.silent());
    try (Carrier carrier = Carrier.of(here.held());
        HttpTransport transport = carrier.transport()) {
      Since since = new Since(UUID, 123_456);
      assertThat(pull(transport, there, since).posts())
          .isEqualTo(new PostResult(new Ending.Complete(), 50, 0, 50));
      assertThat(Copies.posts(there)).isEqualTo(Copies.posts(here));
      assertThat(carrier.bytes.get()).as("bytes").isLessThan(300_000);
      assertThat(carrier.requests.get()).as("round trips").isLessThanOrEqualTo(5);
      carrier.bytes.set(0);
      carrier.requests.set(0);
      assertThat(pull(transport, there, since).ending()).isEqualTo(new Ending.Same());
      assertThat(carrier.bytes.get()).as("bytes").isLessThan(1_000 - UUID.length());
      assertThat(carrier.requests.get()).as("round trips").isLessThanOrEqualTo(3);
      assertThat(Push.run(transport, there.held()).ending()).isEqualTo(new Ending.Same());
      long count = here.postStore().read(PostReading::count);
      assertThat(count).isEqualTo(posts + 50);
    }
  }
}
