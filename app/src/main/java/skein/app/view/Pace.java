package skein.app.view;

import java.util.function.LongSupplier;

/// When the progress of a job is worth showing: once it has taken a second, and then ten times a
/// second at most. Confined to one thread.
public final class Pace {
  private static final long FIRST_MILLIS = 1_000;
  private static final long APART_MILLIS = 100;

  private final LongSupplier clockMillis;
  private final long begunMillis;
  private long shownMillis;
  private boolean shown;

  /// @param clockMillis only runs forward
  public Pace(LongSupplier clockMillis) {
    this.clockMillis = clockMillis;
    this.begunMillis = clockMillis.getAsLong();
  }

  /// By the machine's clock.
  static Pace real() {
    return new Pace(() -> System.nanoTime() / 1_000_000);
  }

  /// True if something is to be shown now.
  boolean isDue() {
    long now = clockMillis.getAsLong();
    boolean due =
        now - begunMillis >= FIRST_MILLIS && (!shown || now - shownMillis >= APART_MILLIS);
    if (due) {
      shown = true;
      shownMillis = now;
    }
    return due;
  }

  /// True if something was shown that must be taken away.
  boolean ended() {
    boolean was = shown;
    shown = false;
    return was;
  }
}
