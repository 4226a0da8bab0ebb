package skein.store.tables;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.sqlite.SQLiteLimits;

/// What one query may take. Source: the table of limits in `spec/tables.md`.
final class Limits {
  /// The longest text or blob, stored or made on the way; a row of a table as well.
  static final int VALUE_BYTES = 1 << 20;

  static final int SQL_CHARACTERS = 20_000;
  static final int ROWS = 10_000;

  /// All texts of an answer together; a number counts as eight.
  static final int ANSWER_CHARACTERS = 4 << 20;

  /// What `instr` and `replace` may look for, and the longest pattern of LIKE and GLOB.
  static final int SOUGHT_BYTES = 250;

  static final Duration TIME = Duration.ofSeconds(2);
  static final long STEPS = 200_000_000;
  static final long SPILL_BYTES = 64 << 20;

  /// How long a query waits and runs altogether before it is given up.
  static final Duration PATIENCE = Duration.ofSeconds(4);

  /// Queries of one app that wait in a lane.
  static final int LINE = 512;

  /// What SQLite itself holds a query to.
  static final Map<SQLiteLimits, Integer> OF_SQLITE =
      Map.of(
          SQLiteLimits.SQLITE_LIMIT_LENGTH, VALUE_BYTES,
          SQLiteLimits.SQLITE_LIMIT_SQL_LENGTH, 4 * SQL_CHARACTERS,
          SQLiteLimits.SQLITE_LIMIT_COLUMN, 256,
          SQLiteLimits.SQLITE_LIMIT_EXPR_DEPTH, 100,
          SQLiteLimits.SQLITE_LIMIT_COMPOUND_SELECT, 50,
          SQLiteLimits.SQLITE_LIMIT_VDBE_OP, 25_000,
          SQLiteLimits.SQLITE_LIMIT_FUNCTION_ARG, 32,
          SQLiteLimits.SQLITE_LIMIT_ATTACHED, 0,
          SQLiteLimits.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, SOUGHT_BYTES,
          SQLiteLimits.SQLITE_LIMIT_VARIABLE_NUMBER, 100);

  private Limits() {}

  /// How much work one run of a query may do.
  ///
  /// @param steps of SQLite's virtual machine
  /// @param time by the clock
  /// @param clock in nanoseconds, read by the thread that runs the query
  /// @param spillBytes written to temporary files
  record Allowance(long steps, Duration time, LongSupplier clock, long spillBytes) {
    /// Before the last come those for queries that need little; these count the processor's time,
    /// so that nobody loses his turn because the machine is busy.
    static List<Allowance> all() {
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      LongSupplier used = threads::getCurrentThreadCpuTime;
      return List.of(
          new Allowance(5_000, Duration.ofNanos(250_000), used, SPILL_BYTES),
          new Allowance(500_000, Duration.ofMillis(25), used, SPILL_BYTES),
          new Allowance(STEPS, TIME, System::nanoTime, SPILL_BYTES));
    }
  }
}
