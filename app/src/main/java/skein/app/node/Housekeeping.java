package skein.app.node;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import skein.app.home.Home;
import skein.app.home.OpenSpace;
import skein.app.home.Refusal;
import skein.app.home.SpaceBook;
import skein.app.home.Sweep;
import skein.core.replica.StoreBroken;

/// Forgets, every hour while a node runs, what has grown old in the spaces whose replica does not
/// keep all. A space that cannot be opened is left for the next time: whoever uses it is told why.
final class Housekeeping implements AutoCloseable {
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration EVERY = Duration.ofHours(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  private Housekeeping() {}

  static Housekeeping start(Home home) {
    Housekeeping keeping = new Housekeeping();
    Thread.startVirtualThread(() -> keeping.run(home));
    return keeping;
  }

  private void run(Home home) {
    try {
      for (Duration wait = FIRST; !closed.await(wait.toMillis(), TimeUnit.MILLISECONDS); ) {
        once(home);
        wait = EVERY;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// One round through all spaces; returns how many bodies went.
  static long once(Home home) {
    return home.book().spaces().stream().mapToLong(entry -> sweep(home, entry)).sum();
  }

  private static long sweep(Home home, SpaceBook.Entry entry) {
    try (OpenSpace space = home.open(entry)) {
      return space.replica().retention().keepsAll() ? 0 : Sweep.run(space, count -> {}).all();
    } catch (StoreBroken | Refusal broken) {
      return 0;
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
