package skein.store.tables;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import skein.store.tables.Limits.Allowance;

/// What one run of a query has used up. Confined to the thread that runs it, which must be a
/// platform thread: what it puts into temporary files is counted by the system, where that is
/// Linux; elsewhere only time bounds it.
final class Meter {
  /// How many steps of SQLite's machine lie between two looks; each may make a value of a megabyte.
  static final int TICK_STEPS = 200;

  private static final Path WRITTEN = Path.of("/proc/thread-self/io");
  private static final boolean COUNTED = Files.isReadable(WRITTEN);
  private static final long NANOS_BETWEEN_COUNTS = 1_000_000;

  private final Allowance allowance;
  private final BooleanSupplier cancelled;
  private final long begun;
  private long counted;
  private long writtenBefore = -1;
  private long steps;
  private Answer.@Nullable Reason over;

  /// Begins now, on the thread that runs the query.
  ///
  /// @param cancelled whether nobody waits any more
  Meter(Allowance allowance, BooleanSupplier cancelled) {
    this.allowance = allowance;
    this.cancelled = cancelled;
    this.begun = allowance.clock().getAsLong();
    this.counted = begun;
  }

  /// Counts a tick; true if the query has to end.
  boolean tick() {
    steps += TICK_STEPS;
    long now = allowance.clock().getAsLong();
    if (cancelled.getAsBoolean()) {
      over = Answer.Reason.CANCELLED;
    } else if (steps > allowance.steps()) {
      over = Answer.Reason.STEPS;
    } else if (now - begun > allowance.time().toNanos()) {
      over = Answer.Reason.TIME;
    } else if (now - counted > NANOS_BETWEEN_COUNTS) {
      counted = now;
      over = hasSpilt() ? Answer.Reason.SPACE : null;
    }
    return over != null;
  }

  /// Why the query had to end; null if it has not.
  Answer.@Nullable Reason over() {
    return over;
  }

  /// The sentence for [#over].
  String why() {
    return switch (over) {
      case TIME -> "it ran longer than " + allowance.time().toMillis() + " ms";
      case STEPS -> "it took more than " + allowance.steps() + " steps";
      case SPACE -> "it put more than " + (allowance.spillBytes() >> 20) + " MiB aside";
      case null, default -> "nobody waits for it any more";
    };
  }

  /// What little is written before the first count goes free, so that quick queries count nothing.
  private boolean hasSpilt() {
    long written = written();
    writtenBefore = writtenBefore < 0 ? written : writtenBefore;
    return written - writtenBefore > allowance.spillBytes();
  }

  /// What this thread has written so far; what cannot be counted is too much.
  private static long written() {
    if (!COUNTED) {
      return 0;
    }
    try {
      String counts = new String(Files.readAllBytes(WRITTEN), StandardCharsets.US_ASCII);
      int at = counts.indexOf("wchar: ") + "wchar: ".length();
      return Long.parseLong(counts.substring(at, counts.indexOf('\n', at)));
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }
}
