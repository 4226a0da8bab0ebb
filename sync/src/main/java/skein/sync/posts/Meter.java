package skein.sync.posts;

import java.util.function.LongSupplier;

/// How much one peer may bring: posts, bytes, and faults, by buckets that fill with time. One for
/// each peer, for as long as it is known. Safe for all threads.
public final class Meter {
  private final LongSupplier clockMillis;
  private final Bucket posts = new Bucket(new Rate(400_000, 120_000));
  private final Bucket bytes = new Bucket(new Rate(256L << 20, 64L << 20));
  private final Bucket faults = new Bucket(new Rate(16, 1));
  private long lastMillis;

  /// `clockMillis`: any clock that runs forward.
  public Meter(LongSupplier clockMillis) {
    this.clockMillis = clockMillis;
    this.lastMillis = clockMillis.getAsLong();
  }

  /// What a peer brings at once.
  record Load(int posts, long bytes) {}

  /// Takes it out of the buckets. False if there is not so much in them: that is a fault as well.
  synchronized boolean admits(Load load) {
    refill();
    if (posts.take(load.posts) && bytes.take(load.bytes)) {
      return true;
    }
    faults.take(1);
    return false;
  }

  /// The peer brought something that it should have known to be refused.
  synchronized void fault() {
    refill();
    faults.take(1);
  }

  /// True while the peer has gone on for so long that it should be dropped.
  public synchronized boolean isFlooded() {
    refill();
    return faults.isEmpty();
  }

  private void refill() {
    long now = clockMillis.getAsLong();
    long passed = Math.clamp(now - lastMillis, 0L, Bucket.MINUTE_MILLIS);
    lastMillis = now;
    posts.fill(passed);
    bytes.fill(passed);
    faults.fill(passed);
  }

  /// So many at once, and so many a minute.
  private record Rate(long atOnce, long aMinute) {}

  private static final class Bucket {
    static final long MINUTE_MILLIS = 60_000;
    private final Rate rate;

    /// Times [#MINUTE_MILLIS].
    private long level;

    Bucket(Rate rate) {
      this.rate = rate;
      this.level = rate.atOnce * MINUTE_MILLIS;
    }

    boolean take(long count) {
      if (count * MINUTE_MILLIS > level) {
        return false;
      }
      level -= count * MINUTE_MILLIS;
      return true;
    }

    boolean isEmpty() {
      return level < MINUTE_MILLIS;
    }

    void fill(long passedMillis) {
      level = Math.min(rate.atOnce * MINUTE_MILLIS, level + passedMillis * rate.aMinute);
    }
  }
}
