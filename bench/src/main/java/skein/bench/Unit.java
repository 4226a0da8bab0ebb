package skein.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a figure counts: so many of something a second, the more the better, or an amount of time,
/// space or effort, the less the better.
record Unit(String name, boolean isRate) {
  static Unit perSecond(String things) {
    return new Unit(things, true);
  }

  static Unit amount(String name) {
    return new Unit(name, false);
  }

  String label() {
    return isRate ? name + "/s" : name;
  }

  /// How many times as good `ours` is as `theirs`; nothing if there is no rival.
  @Nullable Double ratio(double ours, @Nullable Double theirs) {
    if (theirs == null) {
      return null;
    }
    return isRate ? ours / theirs : theirs / ours;
  }

  /// Amounts that are small are told to the hundredth.
  double rounded(double number) {
    return isRate || number >= 100 ? Math.round(number) : Math.round(number * 100) / 100.0;
  }

  String text(double number) {
    return String.format(Locale.ROOT, isRate || number >= 100 ? "%,.0f" : "%.2f", number);
  }
}
