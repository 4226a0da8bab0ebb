package skein.core.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Numbers are printed as ECMAScript prints them.
final class NumberTextTest {
  private static final long SEED = 20261121;

  static List<Value> numbers() {
    return Vectors.items("numbers.json");
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void aDoubleIsPrintedAsEcmaScriptPrintsIt(Value.Obj number) {
    var text = ((Value.Text) number.fields().get("text")).value();
    var bits = ((Value.Text) number.fields().get("bits")).value();
    double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
    assertThat(Json.numberText(value)).isEqualTo(text);
    assertThat(Json.write(Value.of(value))).asString().isEqualTo(text);
  }

  @Test
  void aRandomDoubleReadsBackAndNoShorterDigitsDo() {
    var random = new Random(SEED);
    for (int i = 0; i < 1_000_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        readsBackAndIsShortest(value);
      }
    }
  }

  @Test
  void aSubnormalReadsBackAndNoShorterDigitsDo() {
    for (long bits = 1; bits <= 20_000; bits++) {
      readsBackAndIsShortest(Double.longBitsToDouble(bits));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNotFiniteHasNoText(double value) {
    assertThatIllegalArgumentException().isThrownBy(() -> Json.numberText(value));
    assertThatIllegalArgumentException().isThrownBy(() -> Value.of(value));
  }

  @Test
  void minusZeroIsPrintedAsZero() {
    assertThat(Json.numberText(-0.0)).isEqualTo("0");
  }

  private static void readsBackAndIsShortest(double value) {
    String text = Json.numberText(value);
    if (Double.doubleToLongBits(Double.parseDouble(text)) != Double.doubleToLongBits(value)) {
      throw new AssertionError(text + " is not the double that was printed, seed " + SEED);
    }
    int digits = new BigDecimal(text).stripTrailingZeros().precision();
    if (digits > 1 && readsRounded(value, digits - 1)) {
      throw new AssertionError(text + " could be shorter, seed " + SEED);
    }
  }

  /// When any decimal of so many digits reads back as this double, then one of its two neighbours
  /// does, as what reads back is an interval around it.
  private static boolean readsRounded(double value, int digits) {
    var exact = new BigDecimal(value);
    return reads(exact, new MathContext(digits, RoundingMode.DOWN), value)
        || reads(exact, new MathContext(digits, RoundingMode.UP), value);
  }

  private static boolean reads(BigDecimal exact, MathContext rounding, double value) {
    return Double.parseDouble(exact.round(rounding).toString()) == value;
  }
}
