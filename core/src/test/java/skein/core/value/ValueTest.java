package skein.core.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Values are immutable, compare as JSON does, and have one total order.
final class ValueTest {
  private static final long SEED = 7;

  @Test
  void theOrderIsThatOfTheVectors() {
    var ascending = Vectors.items("order.json").stream().map(ValueTest::parsed).toList();
    for (int i = 0; i < ascending.size(); i++) {
      for (int j = 0; j < ascending.size(); j++) {
        var one = ascending.get(i);
        var other = ascending.get(j);
        assertThat(Integer.signum(Value.ORDER.compare(one, other)))
            .as("%s against %s", one, other)
            .isEqualTo(Integer.compare(i, j));
      }
    }
  }

  @Test
  void theOrderOfKeysDoesNotCountButIsKept() {
    var one = fields("b", "a");
    var other = fields("a", "b");
    assertThat(Value.of(one)).isEqualTo(Value.of(other)).hasSameHashCodeAs(Value.of(other));
    assertThat(Json.write(Value.of(one))).asString().isEqualTo("{\"b\":\"b\",\"a\":\"a\"}");
    assertThat(Value.of(one).canonical()).isEqualTo(Value.of(other).canonical());
    assertThat(Value.of(List.of(Value.Null.ONLY, Value.of(1)))).isNotEqualTo(Value.of(List.of()));
  }

  @Test
  void aValueDoesNotChangeWithWhatItWasMadeFrom() {
    var fields = fields("a");
    var items = new ArrayList<Value>(List.of(Value.of(true)));
    var object = new Value.Obj(fields);
    var array = new Value.Array(items);
    fields.put("b", Value.Null.ONLY);
    items.clear();
    assertThat(object.fields()).containsOnlyKeys("a");
    assertThat(array.items()).hasSize(1);
    assertThatThrownBy(() -> object.fields().put("c", Value.Null.ONLY))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> array.items().add(Value.Null.ONLY))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void anObjectTellsNullFromAbsent() {
    var object = new Value.Obj(new LinkedHashMap<>());
    assertThat(object.get("a")).isNull();
    var fields = fields();
    fields.put("a", Value.Null.ONLY);
    assertThat(new Value.Obj(fields).get("a")).isEqualTo(Value.Null.ONLY);
    assertThat(Value.Null.ONLY.isNull()).isTrue();
    assertThat(Value.of(0).isNull()).isFalse();
  }

  @Test
  void zeroHasNoSign() {
    assertThat(Value.of(-0.0)).isEqualTo(Value.of(0));
  }

  @Test
  void anIntegerBeyondTwoToThe53IsRefused() {
    long limit = 1L << 53;
    assertThat(Value.of(limit)).isEqualTo(Value.of(0x1p53));
    assertThat(Value.of(-limit)).isEqualTo(Value.of(-0x1p53));
    assertThatIllegalArgumentException().isThrownBy(() -> Value.of(limit + 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Value.of(-limit - 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Value.of(Long.MIN_VALUE));
  }

  @ParameterizedTest
  @ValueSource(ints = {0xD800, 0xDBFF, 0xDC00, 0xDFFF})
  void aLoneSurrogateIsRefusedInTextsAndKeys(int unit) {
    String lone = "a" + (char) unit;
    assertThatIllegalArgumentException().isThrownBy(() -> Value.of(lone));
    assertThatIllegalArgumentException().isThrownBy(() -> Value.of(lone + "b"));
    var keyed = new LinkedHashMap<String, Value>();
    keyed.put(lone, Value.Null.ONLY);
    assertThatIllegalArgumentException().isThrownBy(() -> Value.of(keyed));
  }

  @Test
  void textsAreOrderedAsTheirBytesAre() {
    var random = new Random(SEED);
    for (int i = 0; i < 200_000; i++) {
      String one = text(random);
      String other = text(random);
      int expected = Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
      assertThat(Integer.signum(TextOrder.BY_BYTES.compare(one, other)))
          .as("%s against %s, seed %d", one, other, SEED)
          .isEqualTo(Integer.signum(expected));
    }
  }

  private static String text(Random random) {
    int[] points = {'a', 0x7F, 0x80, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x1F9A2, 0x10FFFF, 0};
    var text = new StringBuilder();
    for (int left = random.nextInt(4); left > 0; left--) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.toString();
  }

  private static SequencedMap<String, Value> fields(String... keys) {
    var fields = new LinkedHashMap<String, Value>();
    for (var key : keys) {
      fields.put(key, Value.of(key));
    }
    return fields;
  }

  private static Value parsed(Value json) {
    return Json.parse(((Value.Text) json).value().getBytes(UTF_8));
  }
}
