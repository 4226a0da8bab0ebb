package skein.sync.live;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import skein.sync.exchange.Held;
import skein.sync.exchange.Result;
import skein.sync.posts.PostResult;
import skein.sync.transport.HttpCaller;
import skein.sync.transport.HttpPeer;
import skein.sync.transport.Unreachable;

/// Keeps a replica in step with a space on another node over a WebSocket, and comes back whenever
/// the connection breaks, after a wait that grows and is never the same. One thread calls [#run];
/// any thread the other methods.
public final class LiveClient implements AutoCloseable {
  /// How long sending one frame may take.
  public static final Duration SEND_LIMIT = Duration.ofSeconds(60);

  /// How long closing waits for the last word to go.
  public static final Duration FAREWELL_LIMIT = Duration.ofSeconds(5);

  /// How often the other side is asked whether it is there, and how long it may leave us without
  /// any word.
  public static final Duration PING_EVERY = Duration.ofSeconds(20);

  public static final Duration SILENCE_LIMIT = Duration.ofSeconds(60);

  /// The wait before the second attempt, and the longest; each has a random part of half of it.
  public static final Duration FIRST_WAIT = Duration.ofMillis(500);

  public static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final HttpCaller caller;
  private final Held held;
  private final Told told;
  private final RandomGenerator random;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition closing = lock.newCondition();
  // Guarded by the lock.
  private @Nullable LiveSide side;
  private boolean closed;
  // Confined to the thread that runs.
  private boolean pulled;

  /// Is told how it goes, on the thread that runs.
  public interface Told extends LiveSide.Told {
    /// The connection stands.
    void connected();

    /// It does not, or no more; another attempt follows after `wait`.
    void broken(Unreachable why, Duration wait);
  }

  /// `random`: spreads the attempts of many clients.
  public LiveClient(HttpPeer peer, Held held, Told told, RandomGenerator random) {
    this.caller = new HttpCaller(peer);
    this.held = held;
    this.told = told;
    this.random = random;
  }

  /// The own replica has changed, or its posts. Returns at once.
  public void changed() {
    LiveSide open = side();
    if (open != null) {
      open.changed();
    }
  }

  private @Nullable LiveSide side() {
    lock.lock();
    try {
      return side;
    } finally {
      lock.unlock();
    }
  }

  /// Connects, keeps in step, connects again; returns after [#close], at the latest when what is
  /// being sent has gone.
  public void run() {
    Duration wait = FIRST_WAIT;
    try (caller) {
      while (!isClosed()) {
        pulled = false;
        Optional<Unreachable> broken = connection();
        wait = pulled ? FIRST_WAIT : wait;
        if (broken.isPresent() && !isClosed()) {
          Duration now = jittered(wait);
          told.broken(broken.get(), now);
          rest(now);
          wait = longer(wait);
        }
      }
    }
  }

  /// One connection from beginning to end; what broke it, unless it was closed here.
  private Optional<Unreachable> connection() {
    LiveSocket socket = new LiveSocket(caller);
    LiveSide live = new LiveSide(LiveSide.End.CLIENT, held, socket::send, telling());
    try {
      socket.open(live);
      if (attach(live)) {
        told.connected();
        live.run();
      }
      return socket.failure();
    } catch (Unreachable why) {
      return socket.failure().or(() -> Optional.of(why));
    } finally {
      detach();
      socket.close();
    }
  }

  private LiveSide.Told telling() {
    return new LiveSide.Told() {
      @Override
      public void pulled(Result result) {
        pulled |= result.isComplete();
        told.pulled(result);
      }

      @Override
      public void compared(PostResult result) {
        told.compared(result);
      }

      @Override
      public void posted(int count) {
        told.posted(count);
      }
    };
  }

  private boolean attach(LiveSide live) {
    lock.lock();
    try {
      side = live;
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void detach() {
    lock.lock();
    try {
      side = null;
    } finally {
      lock.unlock();
    }
  }

  private static Duration longer(Duration wait) {
    Duration twice = wait.multipliedBy(2);
    return twice.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : twice;
  }

  private Duration jittered(Duration wait) {
    long half = wait.toMillis() / 2;
    return Duration.ofMillis(half + random.nextLong(half + 1));
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /// Waits so long, or until it is closed.
  private void rest(Duration wait) {
    lock.lock();
    try {
      long left = wait.toNanos();
      while (!closed && left > 0) {
        left = closing.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      closing.signalAll();
      if (side != null) {
        side.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
