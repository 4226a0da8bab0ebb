package skein.core.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Strict JSON accepts exactly one text for each value.
final class JsonTest {
  private static final long SEED = 20261121;
  private static final String TOKENS = "[]{},:\"\\u0e-.1dD8c";

  static List<Vectors.Case> parsing() {
    return Vectors.cases("json.json");
  }

  static List<Vectors.Case> canonical() {
    return Vectors.cases("canonical.json");
  }

  @ParameterizedTest
  @MethodSource("parsing")
  void eachWayInWhichParsersDisagreeHasOneAnswer(Vectors.Case one) {
    byte[] input = one.bytes("hex");
    if (one.flag("accept")) {
      var value = Json.parse(input);
      assertThat(Json.write(value)).isEqualTo(input);
      assertThat(new String(value.canonical(), UTF_8)).isEqualTo(one.text("canonical"));
      assertThat(Json.parse(value.canonical())).isEqualTo(value);
    } else {
      assertThatThrownBy(() -> Json.parse(input)).isInstanceOf(NotStrict.class);
    }
  }

  @Test
  void theVectorsHaveNamesOfTheirOwn() {
    var names = new HashSet<String>();
    assertThat(parsing()).hasSizeGreaterThan(80).allMatch(one -> names.add(one.toString()));
  }

  @ParameterizedTest
  @MethodSource("canonical")
  void canonicalKeysStandInTheOrderOfTheirBytes(Vectors.Case one) {
    var value = parse(one.text("json"));
    assertThat(new String(value.canonical(), UTF_8)).isEqualTo(one.text("canonical"));
  }

  @Test
  void aRefusalSaysWhatIsWrongAndWhere() {
    assertThatThrownBy(() -> parse("{\"a\":1.0}"))
        .hasMessage(
            "not strict JSON: '.' where the strict text of this value goes on differently,"
                + " at byte 6");
    assertThatThrownBy(() -> parse("{\"a\":1,\"a\":2}"))
        .hasMessage("not strict JSON: the key \"a\" stands twice, at byte 7");
    assertThatThrownBy(() -> parse("[1,\n2]"))
        .hasMessage("not strict JSON: byte 0x0a is below 0x20, at byte 3");
    assertThatThrownBy(() -> parse("")).hasMessage("not strict JSON: no value, at byte 0");
  }

  @Test
  void theRefusalOfATextThatGoesOnPointsBehindTheValue() {
    assertThat(offset("{}{}")).isEqualTo(2);
    assertThat(offset("12 ")).isEqualTo(2);
  }

  @Test
  void whatIsNestedTooDeepCannotBeWritten() {
    Value value = Value.Null.ONLY;
    for (int depth = 0; depth < 64; depth++) {
      value = Value.of(List.of(value));
    }
    assertThat(Json.parse(Json.write(value))).isEqualTo(value);
    var deeper = Value.of(List.of(value));
    assertThatIllegalArgumentException().isThrownBy(() -> Json.write(deeper));
    assertThatIllegalArgumentException().isThrownBy(() -> Json.canonical(deeper));
  }

  @Test
  void textsAndKeysOfAMebibyteAreRead() {
    String letters = "\u00e4b".repeat(350_000);
    byte[] json = ("{\"" + letters + "\":\"" + letters + "\"}").getBytes(UTF_8);
    assertThat(((Value.Obj) Json.parse(json)).get(letters)).isEqualTo(Value.of(letters));
  }

  @Test
  void manyKeysThatWereNeverSeenBeforeAreReadAsWellAsTheFirst() {
    for (int round = 0; round < 20; round++) {
      var json = new StringBuilder("{\"k\":0");
      for (int i = 0; i < 5_000; i++) {
        json.append(",\"key ").append(round).append('-').append(i).append("\":").append(i);
      }
      assertThat(((Value.Obj) parse(json.append('}').toString())).fields()).hasSize(5_001);
    }
  }

  @Test
  void whateverIsReadWritesTheSameBytesAndNothingButNotStrictIsThrown() {
    var random = new Random(SEED);
    var seeds =
        parsing().stream().map(one -> one.bytes("hex")).filter(one -> one.length < 300).toList();
    int accepted = 0;
    for (int i = 0; i < 300_000; i++) {
      byte[] input = mutated(seeds.get(random.nextInt(seeds.size())), random);
      if (accepts(input)) {
        accepted++;
      }
    }
    assertThat(accepted).as("accepted, seed %d", SEED).isGreaterThan(10_000);
  }

  private static boolean accepts(byte[] input) {
    try {
      assertThat(Json.write(Json.parse(input))).isEqualTo(input);
      return true;
    } catch (NotStrict refused) {
      assertThat(refused.offset()).isBetween(0, input.length);
      return false;
    } catch (RuntimeException wrong) {
      throw new AssertionError("seed " + SEED + ", input " + Hashes.hex(input), wrong);
    }
  }

  private static byte[] mutated(byte[] seed, Random random) {
    byte[] input = seed.clone();
    int times = 1 + random.nextInt(3);
    for (int i = 0; i < times && input.length > 0; i++) {
      int at = random.nextInt(input.length);
      switch (random.nextInt(4)) {
        case 0 -> input[at] = (byte) random.nextInt(256);
        case 1 -> input[at] = (byte) TOKENS.charAt(random.nextInt(TOKENS.length()));
        case 2 -> input = Arrays.copyOf(input, at);
        default -> {
          int to = random.nextInt(input.length);
          input[to] = input[at];
        }
      }
    }
    return input;
  }

  private static Value parse(String json) {
    return Json.parse(json.getBytes(UTF_8));
  }

  private static int offset(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return catchThrowableOfType(NotStrict.class, () -> Json.parse(bytes)).offset();
  }
}
