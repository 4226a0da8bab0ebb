package skein.server.hosting;

import java.util.function.LongSupplier;

/// How often something may be done: so often at once, and so often a second. Safe for all threads.
public final class Rate {
  private final double burst;
  private final Often often;
  private final LongSupplier nanos;
  private double left;
  private long last;

  /// `burst` at once, then `aSecond`.
  public record Often(int burst, int aSecond) {}

  public Rate(Often often, LongSupplier nanos) {
    this.burst = often.burst();
    this.often = often;
    this.nanos = nanos;
    this.left = burst;
    this.last = nanos.getAsLong();
  }

  /// True if it may be done now.
  public boolean take() {
    return take(1);
  }

  /// True if it may be done now, where it counts for so many; not more at a time than may be done
  /// at once.
  public synchronized boolean take(int count) {
    long now = nanos.getAsLong();
    left = Math.min(burst, left + (now - last) / 1e9 * often.aSecond());
    last = now;
    if (left < count) {
      return false;
    }
    left -= count;
    return true;
  }
}
