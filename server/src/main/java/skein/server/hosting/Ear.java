package skein.server.hosting;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Waits for changes of one thing. Open it before reading, or a change in between is missed. One
/// thread waits; any may ring.
public final class Ear implements AutoCloseable {
  private final Semaphore rung = new Semaphore(0);
  private final Hosted.Watch watch;

  /// What may change.
  @FunctionalInterface
  public interface Source {
    /// Calls `listener` after every change, until what it returns is closed.
    Hosted.Watch onChange(Runnable listener);
  }

  public Ear(Source source) {
    this.watch = source.onChange(rung::release);
  }

  /// What came of waiting.
  public enum Heard {
    CHANGE,
    NOTHING,
    /// The node is being stopped.
    STOP
  }

  /// Waits until something has changed since the last call, at most so long.
  public Heard listen(Duration most) {
    try {
      boolean heard = rung.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS);
      rung.drainPermits();
      return heard ? Heard.CHANGE : Heard.NOTHING;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Heard.STOP;
    }
  }

  @Override
  public void close() {
    watch.close();
  }
}
