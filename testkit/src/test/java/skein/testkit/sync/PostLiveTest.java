package skein.testkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import skein.core.post.Offer;
import skein.core.post.Post;
import skein.core.post.PostReading;
import skein.core.post.Work;
import skein.core.value.Bytes;
import skein.sync.exchange.Result;
import skein.sync.live.LiveClient;
import skein.sync.live.LiveSide;
import skein.sync.posts.PostResult;
import skein.sync.transport.HttpPeer;
import skein.sync.transport.Unreachable;
import skein.testkit.sync.Copies.Copy;

/// Posts on live connections, over real sockets.
final class PostLiveTest {
  private static final long PATIENCE_SECONDS = 30;

  /// A node that connects to another.
  private static final class Guest implements LiveClient.Told, AutoCloseable {
    final CountDownLatch compared = new CountDownLatch(1);
    private final LiveClient client;
    private final Thread running;

    Guest(Copy copy, LiveCarrier to) {
      this.client = new LiveClient(HttpPeer.open(to.uri()), copy.held(), this, new Random(1));
      copy.onPosts(client::changed);
      this.running = Thread.ofVirtual().start(client::run);
    }

    @Override
    public void connected() {}

    @Override
    public void broken(Unreachable why, Duration wait) {}

    @Override
    public void pulled(Result result) {}

    @Override
    public void compared(PostResult result) {
      compared.countDown();
    }

    @Override
    public void close() {
      client.close();
      try {
        running.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Waits until a copy holds so many posts, by its bell.
  private static void await(Copy copy, long count) throws InterruptedException {
    LinkedBlockingQueue<Long> counts = new LinkedBlockingQueue<>();
    copy.onPosts(() -> counts.add(copy.postStore().read(PostReading::count)));
    long now = copy.postStore().read(PostReading::count);
    while (now < count) {
      Long next = counts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(next).as("posts after %d", now).isNotNull();
      now = next;
    }
  }

  @Test
  void aPostGoesFromNodeToNodeAtOnce() throws Exception {
    Copies copies = Copies.withPosts(21);
    Copy hub = copies.fresh();
    Copy left = copies.fresh();
    Copy right = copies.fresh();
    copies.create(hub, 3);
    copies.admit(left, List.of(copies.post(), copies.post()));
    copies.admit(right, List.of(copies.post()));
    try (LiveCarrier carrier = new LiveCarrier(hub.held())) {
      hub.onPosts(carrier::changed);
      try (Guest one = new Guest(left, carrier);
          Guest other = new Guest(right, carrier)) {
        assertThat(one.compared.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(other.compared.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        await(left, 3);
        await(right, 3);
        copies.admit(left, List.of(copies.post()));
        await(right, 4);
        List<Offer> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
          many.add(copies.post());
        }
        copies.admit(right, many);
        await(left, 504);
      }
    }
    assertThat(Copies.posts(left)).isEqualTo(Copies.posts(right)).isEqualTo(Copies.posts(hub));
    Copies.assertAlike(hub, left, 21);
  }

  @Test
  void anUpvoteReachesWhoHasThePost() throws Exception {
    Copies copies = Copies.withPosts(22);
    Copy hub = copies.fresh();
    Copy left = copies.fresh();
    Offer.Whole post = copies.post();
    copies.admit(hub, List.of(post));
    CountDownLatch raised = new CountDownLatch(2);
    try (LiveCarrier carrier = new LiveCarrier(hub.held())) {
      hub.onPosts(carrier::changed);
      left.onPosts(raised::countDown);
      try (Guest one = new Guest(left, carrier)) {
        assertThat(one.compared.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        Work later = new Work(post.work().timeSeconds() + 30 * 86_400, 1);
        copies.pass(31L * 86_400_000);
        copies.admit(hub, List.of(new Offer.Raise(post.post().id(), later)));
        assertThat(raised.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      }
    }
    assertThat(Copies.posts(left)).isEqualTo(Copies.posts(hub));
  }

  /// One end, and what it says; the other end is the test.
  private static String endOf(Copy copy, byte[]... frames) {
    LiveSide side =
        new LiveSide(LiveSide.End.SERVER_OF_READER, copy.held(), frame -> {}, result -> {});
    for (byte[] frame : frames) {
      side.take(frame);
    }
    try {
      side.run();
      return "closed";
    } catch (Unreachable e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void whoBreaksTheRulesOfPostsIsLeft() {
    Copies copies = Copies.withPosts(23);
    Copy copy = copies.fresh();
    copies.admit(copy, List.of(copies.post()));
    assertThat(endOf(copy, new byte[] {'f', 't'})).contains("before they were compared");
    assertThat(endOf(copy, new byte[] {'q', 'x', 0})).contains("cut off");
    assertThat(endOf(copy, new byte[] {'q', 'd', 0, 0, 0, 0})).contains("ended while");
    Copy none = new Copies(24).fresh();
    assertThat(endOf(none, new byte[] {'q', 'd', 0, 0, 0, 0})).contains("no posts in this space");
    assertThat(Copies.posts(copy)).hasSize(1);
  }

  @Test
  void aPeerThatGoesOnSendingWhatIsRefusedIsDropped() throws Exception {
    Copies copies = Copies.withPosts(25);
    Copy server = copies.fresh();
    Copy flood = copies.fresh();
    LinkedBlockingQueue<byte[]> toFlood = new LinkedBlockingQueue<>();
    LiveSide side =
        new LiveSide(LiveSide.End.SERVER_OF_READER, server.held(), toFlood::add, result -> {});
    LinkedBlockingQueue<String> ends = new LinkedBlockingQueue<>();
    Thread running =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    side.run();
                    ends.add("closed");
                  } catch (Unreachable e) {
                    ends.add(String.valueOf(e.getMessage()));
                  }
                });
    LiveSide client =
        new LiveSide(LiveSide.End.CLIENT, flood.held(), frame -> side.take(frame), result -> {});
    Thread clientRunning = Thread.ofVirtual().start(client::run);
    Thread relay =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    while (true) {
                      client.take(toFlood.take());
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    copies.admit(flood, List.of(copies.post()));
    client.changed();
    await(server, 1);
    // Feed messages with work of a far day, whatever numbers they have.
    Post post = Post.of("t", Bytes.ofText("spam"));
    for (int i = 0; i < 20; i++) {
      side.take(Feeds.whole(i + 1, post, new Work(4_000_000_000L, i)));
    }
    assertThat(ends.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .contains("goes on sending what it should not");
    client.close();
    clientRunning.join();
    relay.interrupt();
    relay.join();
    running.join();
    assertThat(Copies.posts(server)).hasSize(1);
  }
}
