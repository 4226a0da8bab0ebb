package skein.app.hub;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import skein.app.home.Home;
import skein.app.home.Refusal;
import skein.app.home.SpaceBook;

/// Sweeps, now and then, the personal stores that were written to. One that cannot be swept, and is
/// still there, is left for the next time. Safe for all threads.
final class Keeping implements AutoCloseable {
  private static final Duration ROUND = Duration.ofMinutes(10);

  private final Home home;
  private final HomeStores.Spaces spaces;
  private final Consumer<String> told;
  private final CountDownLatch closed = new CountDownLatch(1);
  // Guarded by this.
  private final Set<SpaceBook.Entry> written = new LinkedHashSet<>();

  private Keeping(Home home, HomeStores.Spaces spaces, Consumer<String> told) {
    this.home = home;
    this.spaces = spaces;
    this.told = told;
  }

  static Keeping start(Home home, HomeStores.Spaces spaces, Consumer<String> told) {
    Keeping keeping = new Keeping(home, spaces, told);
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
    } catch (RuntimeException e) {
      if (isThere(entry)) {
        note(entry);
        told.accept("sweeping '" + entry.name() + "': " + Refusal.said(e));
      }
    }
  }

  /// True as well if its files cannot be read.
  private boolean isThere(SpaceBook.Entry entry) {
    try {
      return home.buckets().of(entry.id()).isPresent();
    } catch (Refusal unreadable) {
      return true;
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
