package skein.core.value;

import java.math.BigDecimal;

/// Prints a double as ECMAScript does (ECMA-262, `Number::toString`, radix 10).
///
/// The digits come from `Double.toString`, which since JDK 19 gives the shortest that read back as
/// the same double, and of those the closest, but never fewer than two: below [#COARSE], where
/// doubles lie so far apart that one digit may do, that is made good here.
final class NumberText {
  private static final double EXACT_LIMIT = 0x1p53;

  /// Above this size two neighbouring doubles share their first digit, so `Double.toString` has two
  /// digits only when one would not do.
  private static final double COARSE = 1e-321;

  private NumberText() {}

  static String of(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a JSON number must be finite, not " + value);
    }
    if (Math.abs(value) <= EXACT_LIMIT && value == (long) value) {
      return Long.toString((long) value);
    }
    String sign = value < 0 ? "-" : "";
    return sign + laidOut(Decimal.shortest(Math.abs(value)));
  }

  /// `0.digits` times ten to the power of `point`; the digits have no zero at either end.
  private record Decimal(String digits, int point) {

    static Decimal shortest(double size) {
      var shown = parse(Double.toString(size));
      return size < COARSE && shown.digits.length() == 2 ? oneDigit(shown, size) : shown;
    }

    /// Takes apart what `Double.toString` gives: `12.5`, `0.001`, `1.0E21`, `4.9E-324`.
    private static Decimal parse(String java) {
      int mark = java.indexOf('E');
      String number = mark < 0 ? java : java.substring(0, mark);
      int exponent = mark < 0 ? 0 : Integer.parseInt(java, mark + 1, java.length(), 10);
      int dot = number.indexOf('.');
      String all = number.substring(0, dot) + number.substring(dot + 1);
      int start = 0;
      while (all.charAt(start) == '0') {
        start++;
      }
      int end = all.length();
      while (all.charAt(end - 1) == '0') {
        end--;
      }
      return new Decimal(all.substring(start, end), dot - start + exponent);
    }

    /// The closest one-digit decimal that reads back as this double, else what was shown.
    private static Decimal oneDigit(Decimal shown, double size) {
      int first = shown.digits.charAt(0) - '0';
      var below = new Decimal(Integer.toString(first), shown.point);
      var above =
          first == 9
              ? new Decimal("1", shown.point + 1)
              : new Decimal(Integer.toString(first + 1), shown.point);
      boolean belowReads = below.reads(size);
      boolean aboveReads = above.reads(size);
      if (belowReads && aboveReads) {
        return below.distance(size).compareTo(above.distance(size)) <= 0 ? below : above;
      }
      return belowReads ? below : aboveReads ? above : shown;
    }

    private boolean reads(double size) {
      return exact().doubleValue() == size;
    }

    private BigDecimal distance(double size) {
      return exact().subtract(new BigDecimal(size)).abs();
    }

    private BigDecimal exact() {
      return new BigDecimal("0." + digits).scaleByPowerOfTen(point);
    }
  }

  private static String laidOut(Decimal decimal) {
    String digits = decimal.digits;
    int count = digits.length();
    int point = decimal.point;
    if (count <= point && point <= 21) {
      return digits + "0".repeat(point - count);
    }
    if (0 < point && point <= 21) {
      return digits.substring(0, point) + "." + digits.substring(point);
    }
    if (-6 < point && point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    int exponent = point - 1;
    String mantissa = count == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
  }
}
