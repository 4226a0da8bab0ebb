package skein.sync.exchange;

import java.time.Duration;

/// Every bound of the exchange, with its unit (spec/exchange.md, "Limits").
final class Limits {
  /// The first line of a message, with its line feed.
  static final int MAX_HEADER_BYTES = 4 << 20;

  /// How many lines a sender puts into a page before it ends at the next group.
  static final int PAGE_LINES = 1024;

  /// How many lines a page may have.
  static final int MAX_PAGE_LINES = 4096;

  /// How many records' live dots may follow the lines of a page.
  static final int MAX_PAGE_RECORDS = 1 << 20;

  /// How many bodies may be asked for at once.
  static final int MAX_GAPS = 1024;

  /// How much of a shallow transfer is kept aside until all of it has come.
  static final long MAX_STAGED_BYTES = 8L << 30;

  /// How many pages may be under way without an answer.
  static final int WINDOW_PAGES = 2;

  /// How many remarks are kept; those after them are dropped.
  static final int MAX_REMARKS = 1000;

  /// Clocks that differ by more are worth telling people.
  static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(5);

  private Limits() {}
}
