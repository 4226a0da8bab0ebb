package skein.server.records;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import skein.server.hosting.Hosted;

/// Waits for changes of one space. Open it before reading, or a change in between is missed. One
/// thread waits; any may ring.
final class Ear implements AutoCloseable {
  private final Semaphore rung = new Semaphore(0);
  private final Hosted.Watch watch;

  Ear(Hosted space) {
    this.watch = space.onChange(rung::release);
  }

  /// What came of waiting.
  enum Heard {
    CHANGE,
    NOTHING,
    /// The node is being stopped.
    STOP
  }

  /// Waits until something has changed since the last call, at most so long.
  Heard listen(Duration most) {
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
