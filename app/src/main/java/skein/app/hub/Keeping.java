package skein.app.hub;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import skein.app.home.Home;
import skein.app.home.Refusal;
import skein.app.home.SpaceBook;
import skein.core.replica.StoreBroken;

/// Sweeps, now and then, the personal stores that were written to. One that cannot be swept, and is
/// still there, is left for the next time: whoever uses it is told why. Safe for all threads.
final class Keeping implements AutoCloseable {
  private static final Duration ROUND = Duration.ofMinutes(10);

  private final Home home;
  private final HomeStores.Spaces spaces;
  private final CountDownLatch closed = new CountDownLatch(1);
  // Guarded by this.
  private final Set<SpaceBook.Entry> written = new LinkedHashSet<>();

  private Keeping(Home home, HomeStores.Spaces spaces) {
    this.home = home;
    this.spaces = spaces;
  }

  static Keeping start(Home home, HomeStores.Spaces spaces) {
    Keeping keeping = new Keeping(home, spaces);
    Thread.ofVirtual().name("hub").start(keeping::run);
    return keeping;
  }

  /// A store was written to.
  synchronized void note(SpaceBook.Entry entry) {
    written.add(entry);
  }

  private synchronized List<SpaceBook.Entry> taken() {
    List<SpaceBook.Entry> all = List.copyOf(written);
    written.clear();
    return all;
  }

  private void run() {
    try {
      while (!closed.await(ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
        for (SpaceBook.Entry entry : taken()) {
          if (closed.getCount() > 0) {
            sweep(entry);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sweep(SpaceBook.Entry entry) {
    try {
      if (!new StoreSweep(home, spaces).run(entry)) {
        note(entry);
      }
    } catch (Refusal | StoreBroken broken) {
      if (home.buckets().of(entry.id()).isPresent()) {
        note(entry);
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
