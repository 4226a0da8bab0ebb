package skein.app.node;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import skein.app.home.Home;
import skein.app.home.OpenSpace;
import skein.app.home.Refusal;
import skein.app.home.SpaceBook;
import skein.app.home.Sweep;

/// Forgets, every hour while a node runs, what has grown old in the spaces whose replica does not
/// keep all. A space in which that fails is left for the next time.
final class Housekeeping implements AutoCloseable {
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration EVERY = Duration.ofHours(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  private Housekeeping() {}

  /// @param told takes sentences for whoever runs the node
  static Housekeeping start(Home home, Consumer<String> told) {
    Housekeeping keeping = new Housekeeping();
    Thread.startVirtualThread(() -> keeping.run(home, told));
    return keeping;
  }

  private void run(Home home, Consumer<String> told) {
    try {
      for (Duration wait = FIRST; !closed.await(wait.toMillis(), TimeUnit.MILLISECONDS); ) {
        once(home, told);
        wait = EVERY;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// One round through all spaces; returns how many bodies went.
  static long once(Home home, Consumer<String> told) {
    try {
      return home.book().spaces().stream().mapToLong(entry -> sweep(home, entry, told)).sum();
    } catch (RuntimeException e) {
      told.accept("the spaces of this home: " + Refusal.said(e));
      return 0;
    }
  }

  private static long sweep(Home home, SpaceBook.Entry entry, Consumer<String> told) {
    try (OpenSpace space = home.open(entry)) {
      return space.replica().retention().keepsAll() ? 0 : Sweep.run(space, count -> {}).all();
    } catch (RuntimeException e) {
      told.accept("forgetting in '" + entry.name() + "': " + Refusal.said(e));
      return 0;
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
