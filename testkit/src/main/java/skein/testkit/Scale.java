package skein.testkit;

import java.util.Locale;

/// How hard the tests try: set by `./check` through the system property `skein.scale`.
///
/// Immutable.
public enum Scale {
  /// `./check --quick`: under two minutes altogether.
  QUICK,
  /// `./check`: under twelve minutes.
  FULL,
  /// `./check --long`: as long as it takes.
  LONG;

  /// The scale of this run; quick where the property is not set.
  ///
  /// @throws IllegalArgumentException if the property holds another word
  public static Scale current() {
    String word = System.getProperty("skein.scale", "quick");
    for (Scale scale : values()) {
      if (scale.name().toLowerCase(Locale.ROOT).equals(word)) {
        return scale;
      }
    }
    throw new IllegalArgumentException(
        "skein.scale is " + word + ", but must be quick, full or long");
  }

  /// The count for the scale of this run.
  public static int of(Counts counts) {
    return switch (current()) {
      case QUICK -> counts.quick();
      case FULL -> counts.full();
      case LONG -> counts.longRun();
    };
  }

  /// How many of something each scale takes, for example
  /// `Scale.of(Counts.quick(20).full(2_000).longRun(200_000))`.
  ///
  /// @param quick under `./check --quick`, at least 1
  /// @param full under `./check`, at least `quick`
  /// @param longRun under `./check --long`, at least `full`
  public record Counts(int quick, int full, int longRun) {
    /// Checks that a larger scale is never the smaller count.
    public Counts {
      if (quick < 1 || full < quick || longRun < full) {
        throw new IllegalArgumentException(
            "counts must rise from 1: " + quick + ", " + full + ", " + longRun);
      }
    }

    /// The same count at every scale, to be raised by [#full(int)] and [#longRun(int)].
    public static Counts quick(int count) {
      return new Counts(count, count, count);
    }

    /// These counts, with `count` from the scale full upward.
    public Counts full(int count) {
      return new Counts(quick, count, count);
    }

    /// These counts, with `count` at the scale long.
    public Counts longRun(int count) {
      return new Counts(quick, full, count);
    }
  }
}
