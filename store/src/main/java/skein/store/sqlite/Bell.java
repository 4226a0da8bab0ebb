package skein.store.sqlite;

import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Calls a listener soon after a store has changed, by this process or another one; changes that
/// come while it runs are told together, by one more call. The last change is always told; a call
/// without anything new is possible. Hang it first, then read: so nothing falls between.
///
/// The listener runs on a virtual thread of its own, once at a time, and may read the store. It
/// must not throw, for then the bell is silent. Other processes are heard through the file system:
/// at once on Linux (inotify), after some seconds on macOS, and not from other machines on a
/// network drive. Safe for all threads.
public final class Bell implements AutoCloseable {
  private final Semaphore strokes = new Semaphore(0);
  private final Runnable onRing;
  private final Consumer<Bell> takenDown;
  private final Thread listener;
  private volatile boolean closed;

  private Bell(Runnable onRing, Consumer<Bell> takenDown) {
    this.onRing = onRing;
    this.takenDown = takenDown;
    this.listener = Thread.ofVirtual().name("bell").unstarted(this::listen);
  }

  /// Hangs a bell beside a store, open in this process or not.
  ///
  /// @param log the file of the store
  public static Bell hang(Path log, Runnable onRing) {
    Belfry own = new Belfry();
    return own.hang(log, onRing, bell -> own.close());
  }

  /// A bell that listens already. `takenDown` runs once it is closed.
  static Bell start(Runnable onRing, Consumer<Bell> takenDown) {
    Bell bell = new Bell(onRing, takenDown);
    bell.listener.start();
    return bell;
  }

  /// Rings. Costs far less than a write, and never blocks.
  public void ring() {
    if (strokes.availablePermits() == 0) {
      strokes.release();
    }
  }

  private void listen() {
    while (!closed) {
      strokes.acquireUninterruptibly();
      // What is rung from here on is rung again: the listener may have read already.
      strokes.drainPermits();
      if (!closed) {
        heard();
      }
    }
  }

  /// Whoever fails to listen once hears it ring the next time.
  private void heard() {
    try {
      onRing.run();
    } catch (RuntimeException e) {
      listener.getUncaughtExceptionHandler().uncaughtException(listener, e);
    }
  }

  /// Takes it down; afterwards the listener is neither running nor called. Not from within it.
  @Override
  public void close() {
    closed = true;
    strokes.release();
    try {
      listener.join();
    } catch (InterruptedException e) {
      // It ends by itself; whoever interrupts does not want to wait for it.
      Thread.currentThread().interrupt();
    }
    takenDown.accept(this);
  }
}
