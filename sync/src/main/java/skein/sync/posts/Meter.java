package skein.sync.posts;

import java.util.function.LongSupplier;

/// How much one peer may bring: posts and bytes, by two buckets that fill with time. One for each
/// peer, for as long as it is known. Safe for all threads.
public final class Meter {
  private static final long BURST_POSTS = 400_000;
  private static final long POSTS_A_SECOND = 2_000;
  private static final long BURST_BYTES = 256L << 20;
  private static final long BYTES_A_SECOND = 1L << 20;
  private static final int MOST_STRIKES = 16;
  private static final int MILLIS = 1_000;

  private final LongSupplier clockMillis;
  private long lastMillis;
  private long milliPosts = BURST_POSTS * MILLIS;
  private long milliBytes = BURST_BYTES * MILLIS;
  private int strikes;

  /// `clockMillis`: a clock that only runs forward.
  public Meter(LongSupplier clockMillis) {
    this.clockMillis = clockMillis;
    this.lastMillis = clockMillis.getAsLong();
  }

  /// What a peer brings at once.
  public record Load(int posts, long bytes) {}

  /// Takes it out of the buckets; false, and a strike, if there is not so much in them.
  public synchronized boolean admits(Load load) {
    refill();
    if (load.posts * (long) MILLIS > milliPosts || load.bytes * MILLIS > milliBytes) {
      strikes++;
      return false;
    }
    milliPosts -= load.posts * (long) MILLIS;
    milliBytes -= load.bytes * MILLIS;
    return true;
  }

  /// True if the peer went on though the buckets were empty: it should be dropped. Forgiven when
  /// they are full again.
  public synchronized boolean isFlooded() {
    return strikes > MOST_STRIKES;
  }

  private void refill() {
    long now = clockMillis.getAsLong();
    long passed = Math.clamp(now - lastMillis, 0, BURST_BYTES);
    lastMillis = now;
    milliPosts = Math.min(BURST_POSTS * MILLIS, milliPosts + passed * POSTS_A_SECOND);
    milliBytes = Math.min(BURST_BYTES * MILLIS, milliBytes + passed * BYTES_A_SECOND);
    if (milliPosts == BURST_POSTS * MILLIS && milliBytes == BURST_BYTES * MILLIS) {
      strikes = 0;
    }
  }
}
