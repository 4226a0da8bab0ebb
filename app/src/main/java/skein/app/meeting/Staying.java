package skein.app.meeting;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import skein.app.home.Meeting;
import skein.app.home.OpenSpace;
import skein.app.home.SpaceBook;
import skein.app.home.Stores;
import skein.sync.exchange.Result;
import skein.sync.live.LiveClient;
import skein.sync.posts.PostResult;
import skein.sync.transport.Unreachable;

/// Stays connected with peers on nodes, a thread for each, and keeps an open space in step with
/// them. Safe for all threads.
public final class Staying implements AutoCloseable {
  /// How long those who are under way may take to end, before they are interrupted.
  private static final Duration END_LIMIT = Duration.ofSeconds(5);

  private final OpenSpace mine;
  private final Told told;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private final List<LiveClient> clients = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /// Is told how it goes, by a thread of each peer.
  public interface Told {
    /// The connection stands.
    void connected(SpaceBook.Peer peer);

    /// It does not, or no more; another attempt follows after `wait`.
    void broken(SpaceBook.Peer peer, String reason, Duration wait);

    /// A pull from the peer has ended.
    void pulled(SpaceBook.Peer peer, Meeting.Outcome outcome);

    /// So many posts of the peer are new here, or stand by a better work.
    default void posted(SpaceBook.Peer peer, int count) {}
  }

  private Staying(OpenSpace mine, Told told) {
    this.mine = mine;
    this.told = told;
  }

  /// Begins; `peers` are nodes all.
  public static Staying with(List<SpaceBook.Peer> peers, OpenSpace mine, Told told) {
    Staying staying = new Staying(mine, told);
    peers.forEach(staying::add);
    staying.threads.forEach(Thread::start);
    return staying;
  }

  private void add(SpaceBook.Peer peer) {
    LiveClient client =
        new LiveClient(Nodes.peer(peer), mine.held(), telling(peer), new SecureRandom());
    clients.add(client);
    threads.add(Thread.ofVirtual().name("live " + peer.name()).unstarted(() -> run(client)));
  }

  /// A store that fails ends it for all.
  private void run(LiveClient client) {
    try {
      client.run();
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
      ended.countDown();
    }
  }

  private LiveClient.Told telling(SpaceBook.Peer peer) {
    return new LiveClient.Told() {
      @Override
      public void connected() {
        told.connected(peer);
      }

      @Override
      public void broken(Unreachable why, Duration wait) {
        told.broken(peer, String.valueOf(why.getMessage()), wait);
      }

      @Override
      public void pulled(Result result) {
        boolean same = Objects.equals(result.theirs(), mine.replica().frontier().digest());
        told.pulled(peer, Results.outcome(result, same));
      }

      @Override
      public void compared(PostResult result) {
        posted(result.taken() + result.raised());
      }

      @Override
      public void posted(int count) {
        told.posted(peer, count);
      }
    };
  }

  /// Waits until it is ended, and tells the peers of every change until then.
  ///
  /// @throws RuntimeException what ended it before its time, if the own store failed
  public void await(Stores stores) throws InterruptedException {
    Stores.Watch watch = mine.onChange(stores, () -> clients.forEach(LiveClient::changed));
    try (watch) {
      ended.await();
    }
    RuntimeException broken = failure.get();
    if (broken != null) {
      throw broken;
    }
  }

  /// Ends the waiting.
  public void end() {
    ended.countDown();
  }

  /// Ends all connections.
  @Override
  public void close() {
    end();
    clients.forEach(LiveClient::close);
    long until = System.nanoTime() + END_LIMIT.toNanos();
    try {
      for (Thread thread : threads) {
        thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.forEach(Thread::interrupt);
  }
}
