package skein.testkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import skein.sync.exchange.Result;
import skein.sync.live.LiveClient;
import skein.sync.transport.HttpPeer;
import skein.sync.transport.Unreachable;
import skein.testkit.sync.Copies.Copy;

/// A live client over a real socket.
class LiveClientTest {
  private static final long PATIENCE_SECONDS = 30;

  /// What the client says of itself.
  private static final class Log implements LiveClient.Told {
    final LinkedBlockingQueue<Result> pulls = new LinkedBlockingQueue<>();
    final LinkedBlockingQueue<String> events = new LinkedBlockingQueue<>();

    @Override
    public void pulled(Result result) {
      pulls.add(result);
    }

    @Override
    public void connected() {
      events.add("connected");
    }

    @Override
    public void broken(Unreachable why, Duration wait) {
      events.add(why.getMessage());
    }
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  private static void stop(LiveClient client, Thread running) throws InterruptedException {
    client.close();
    running.join();
  }

  @Test
  void changesArriveBothWaysAndAfterABreakToo() throws Exception {
    Copies copies = new Copies(71);
    Copy here = copies.fresh();
    Copy there = copies.fresh();
    copies.create(there, 3000);
    Log log = new Log();
    try (LiveCarrier carrier = new LiveCarrier(there.held());
        LiveClient client =
            new LiveClient(
                new HttpPeer(carrier.uri(), new HttpPeer.Token("secret"), null),
                here.held(),
                log,
                new Random(1))) {
      Thread running = Thread.ofVirtual().start(client::run);
      assertThat(next(log.events)).isEqualTo("connected");
      assertThat(next(carrier.heads)).contains("GET /s/space/live ", "Bearer secret");
      assertThat(next(log.pulls).received().integrated()).isEqualTo(3000);
      next(carrier.pulls);
      copies.create(here, 1);
      client.changed();
      assertThat(next(carrier.pulls).received().integrated()).isEqualTo(1);
      copies.create(there, 1);
      carrier.changed();
      assertThat(next(log.pulls).received().integrated()).isEqualTo(1);
      carrier.hangUp();
      copies.create(there, 2);
      assertThat(next(log.events)).contains(carrier.uri().toString());
      assertThat(next(log.events)).isEqualTo("connected");
      assertThat(next(log.pulls).received().integrated()).isEqualTo(2);
      stop(client, running);
    }
    Copies.assertAlike(there, here, 71);
  }

  @Test
  void whereNothingListensItSaysSoAndStopsWhenClosed() throws Exception {
    Log log = new Log();
    Copy here = new Copies(72).fresh();
    LiveCarrier gone = new LiveCarrier(here.held());
    gone.close();
    try (LiveClient client =
        new LiveClient(HttpPeer.open(gone.uri()), here.held(), log, new Random(1))) {
      Thread running = Thread.ofVirtual().start(client::run);
      assertThat(next(log.events)).endsWith("nothing listens there; is the node running?");
      assertThat(next(log.events)).endsWith("nothing listens there; is the node running?");
      stop(client, running);
    }
  }
}
