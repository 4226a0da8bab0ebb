package skein.core.value;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;

/// When a change was made, by its author: wall clock and a count that keeps times of one
/// millisecond in order. Shown as `YYYY-MM-DDTHH:MM:SS.mmmZ/n`. Immutable, compared by (ms, count).
///
/// @param millis milliseconds since 1970-01-01T00:00Z, within the years 0000 to 9999
/// @param count 0 to 999,999,999
public record Time(long millis, int count) implements Comparable<Time> {
  /// The largest count.
  public static final int COUNT_LIMIT = 999_999_999;

  private static final long FIRST_MILLIS = -62_167_219_200_000L;
  private static final long LAST_MILLIS = 253_402_300_799_999L;
  private static final long DAY_MILLIS = 86_400_000;
  private static final String SHAPE = "0000-00-00T00:00:00.000Z/";

  public Time {
    if (millis < FIRST_MILLIS || millis > LAST_MILLIS) {
      throw new IllegalArgumentException(
          "a time lies in the years 0000 to 9999, not at millisecond " + millis);
    }
    if (count < 0 || count > COUNT_LIMIT) {
      throw new IllegalArgumentException(
          "the count of a time is 0 to %d, not %d".formatted(COUNT_LIMIT, count));
    }
  }

  /// The inverse of [#toString].
  ///
  /// @throws IllegalArgumentException for any other shape, or a day or hour that does not exist
  public static Time parse(String text) {
    if (!hasShape(text)) {
      throw refused(text);
    }
    int year = digits(text.substring(0, 4));
    int month = digits(text.substring(5, 7));
    int day = digits(text.substring(8, 10));
    int hour = digits(text.substring(11, 13));
    int minute = digits(text.substring(14, 16));
    int second = digits(text.substring(17, 19));
    if (month < 1
        || month > 12
        || day < 1
        || day > Month.of(month).length(Year.isLeap(year))
        || hour > 23
        || minute > 59
        || second > 59) {
      throw refused(text);
    }
    long seconds = (hour * 60L + minute) * 60 + second;
    long days = LocalDate.of(year, month, day).toEpochDay();
    int count = digits(text.substring(SHAPE.length()));
    return new Time(days * DAY_MILLIS + seconds * 1000 + digits(text.substring(20, 23)), count);
  }

  private static boolean hasShape(String text) {
    int counted = text.length() - SHAPE.length();
    if (counted < 1 || counted > 9 || (counted > 1 && text.charAt(SHAPE.length()) == '0')) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      char due = i < SHAPE.length() ? SHAPE.charAt(i) : '0';
      if (due == '0' ? (unit < '0' || unit > '9') : unit != due) {
        return false;
      }
    }
    return true;
  }

  private static int digits(String text) {
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "a time is YYYY-MM-DDTHH:MM:SS.mmmZ/n, not \"" + text + "\"");
  }

  /// The least time after this one: one more in count, or, past the largest count, the next
  /// millisecond.
  ///
  /// @throws IllegalArgumentException after the last moment of the year 9999
  public Time next() {
    return count < COUNT_LIMIT ? new Time(millis, count + 1) : new Time(millis + 1, 0);
  }

  @Override
  public int compareTo(Time other) {
    int difference = Long.compare(millis, other.millis);
    return difference != 0 ? difference : Integer.compare(count, other.count);
  }

  @Override
  public String toString() {
    var date = LocalDate.ofEpochDay(Math.floorDiv(millis, DAY_MILLIS));
    int ofDay = (int) Math.floorMod(millis, DAY_MILLIS);
    byte[] text = SHAPE.getBytes(StandardCharsets.US_ASCII);
    print(text, 3, date.getYear());
    print(text, 6, date.getMonthValue());
    print(text, 9, date.getDayOfMonth());
    print(text, 12, ofDay / 3_600_000);
    print(text, 15, ofDay / 60_000 % 60);
    print(text, 18, ofDay / 1000 % 60);
    print(text, 22, ofDay % 1000);
    return new String(text, StandardCharsets.US_ASCII) + count;
  }

  /// Puts a number over the zeros that end at this index.
  private static void print(byte[] text, int last, long number) {
    int at = last;
    for (long rest = number; rest > 0; rest /= 10) {
      text[at--] = (byte) ('0' + rest % 10);
    }
  }
}
