package skein.store.sqlite;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Does one piece of work at a time on a thread of its own, while its owner goes on. The owner is
/// one thread; it touches nothing that the work uses before [#await] has returned.
final class Behind {
  private final Semaphore idle = new Semaphore(1);
  private @Nullable Throwable failure;

  /// Waits for the work before, then begins this one.
  ///
  /// @throws RuntimeException what the work before has thrown
  void begin(Runnable work) {
    await();
    idle.acquireUninterruptibly();
    Thread.startVirtualThread(() -> run(work));
  }

  /// Whatever the work throws is thrown where its owner waits for it.
  private void run(Runnable work) {
    try {
      work.run();
    } catch (Throwable e) {
      failure = e;
    } finally {
      idle.release();
    }
  }

  /// Waits until nothing is being done.
  ///
  /// @throws RuntimeException what the work has thrown
  void await() {
    settle();
    Throwable thrown = failure;
    switch (thrown) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default -> {}
    }
  }

  /// Waits until nothing is being done, whatever became of it.
  void settle() {
    idle.acquireUninterruptibly();
    idle.release();
  }
}
