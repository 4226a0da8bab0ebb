package skein.server.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import skein.core.value.Json;
import skein.core.value.Value;
import skein.testkit.Scale;

final class LooseJsonTest {
  private static String read(String text) {
    return Doc.text(LooseJson.parse(text, LooseJson.Inexact.TEXT));
  }

  private static void refused(String text, int character) {
    assertThatThrownBy(() -> LooseJson.parse(text, LooseJson.Inexact.TEXT))
        .as(text)
        .isInstanceOfSatisfying(
            NotJson.class, no -> assertThat(no.character()).as(text).isEqualTo(character));
  }

  @Test
  void whiteSpaceAndOtherEscapesAreTaken() {
    assertThat(read(" {\t\"a\" :\r\n [ 1 , -2.50e1 , true , null ] , \"b\" : { } } "))
        .isEqualTo("{\"a\":[1,-25,true,null],\"b\":{}}");
    assertThat(read("\"\\u0041\\/\\b\\ud83d\\ude00\"")).isEqualTo("\"A/\\b😀\"");
    assertThat(read("[]")).isEqualTo("[]");
    assertThat(read("1.0")).isEqualTo("1");
    assertThat(read("1E3")).isEqualTo("1000");
    assertThat(read("0.1")).isEqualTo("0.1");
  }

  @Test
  void aNumberThatADoubleWouldChangeBecomesATextOrIsRefused() {
    assertThat(read("9007199254740993")).isEqualTo("\"9007199254740993\"");
    assertThat(read("9007199254740992")).isEqualTo("9007199254740992");
    assertThat(read("0.1000000000000000055")).isEqualTo("\"0.1000000000000000055\"");
    assertThat(read("1e999")).isEqualTo("\"1e999\"");
    assertThat(read("1e-999")).isEqualTo("\"1e-999\"");
    assertThatThrownBy(() -> LooseJson.parse("[1,9007199254740993]", LooseJson.Inexact.REFUSED))
        .isInstanceOf(NotJson.class)
        .hasMessageContaining("rounded")
        .hasMessageContaining("character 3");
  }

  @Test
  void whatIsNoJsonIsRefusedWithItsPlace() {
    refused("", 0);
    refused("{\"a\":1,\"a\":2}", 7);
    refused("NaN", 0);
    refused("[1,]", 3);
    refused("[1 2]", 3);
    refused("{a:1}", 1);
    refused("{\"a\"}", 4);
    refused("\"a", 0);
    refused("\"a\u0001\"", 2);
    refused("\"\\x\"", 1);
    refused("\"\\u12\"", 1);
    refused("[\"\\ud800\"]", 1);
    refused("01", 1);
    refused("1.", 1);
    refused("+1", 0);
    refused("nul", 0);
    refused("1 1", 2);
    refused("[".repeat(65), 64);
    refused("{\"a\":1", 6);
    assertThat(read("[".repeat(64) + "]".repeat(64))).startsWith("[[");
  }

  @Test
  void aPlaceIsFoundByThePathThatLeadsThere() {
    String text = " {\n \"a\": [1, {\"b\" : {}},\n  \"c\"],\n \"d\":7}";
    assertThat(Place.of(text, LooseJson.find(text, List.of()))).hasToString("line 1, column 2");
    assertThat(text.substring(LooseJson.find(text, List.of("a")))).startsWith("\"a\"");
    assertThat(text.substring(LooseJson.find(text, List.of("a", "1")))).startsWith("{");
    assertThat(text.substring(LooseJson.find(text, List.of("a", "1", "b")))).startsWith("\"b\"");
    int last = LooseJson.find(text, List.of("a", "2"));
    assertThat(Place.of(text, last)).isEqualTo(new Place(3, 3));
    assertThat(Place.of(text, LooseJson.find(text, List.of("d")))).isEqualTo(new Place(4, 2));
    assertThat(Place.of(text, text.length() + 1)).isEqualTo(new Place(4, 8));
    assertThatThrownBy(() -> LooseJson.find(text, List.of("e"))).isInstanceOf(NotJson.class);
    assertThatThrownBy(() -> LooseJson.find(text, List.of("d", "e"))).isInstanceOf(NotJson.class);
  }

  @Test
  void bytesThatAreNotUtf8AreRefusedWithTheirPlace() {
    byte[] bytes = "\"aä?\"".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> LooseJson.parse(bytes, LooseJson.Inexact.TEXT))
        .isInstanceOf(NotJson.class)
        .hasMessageContaining("character 2");
  }

  @Test
  void whateverIsWrittenIsReadAgain() {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    for (int i = 0; i < Scale.of(Scale.Counts.quick(300).full(30_000)); i++) {
      Value value = value(random, 4);
      assertThat(LooseJson.parse(Json.write(value), LooseJson.Inexact.REFUSED)).isEqualTo(value);
    }
  }

  private static Value value(RandomGenerator random, int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0 -> Value.Null.ONLY;
      case 1 -> Value.of(random.nextBoolean());
      case 2 -> number(random);
      case 3 -> Value.of(text(random));
      case 4 -> {
        List<Value> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          items.add(value(random, depth - 1));
        }
        yield Value.of(items);
      }
      default -> {
        SequencedMap<String, Value> fields = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          fields.put(text(random), value(random, depth - 1));
        }
        yield Value.of(fields);
      }
    };
  }

  private static Value number(RandomGenerator random) {
    double number = Double.longBitsToDouble(random.nextLong());
    return Value.of(Double.isFinite(number) ? number : (double) random.nextInt());
  }

  private static String text(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      int point = random.nextInt(4) == 0 ? random.nextInt(0x11_0000) : random.nextInt(128);
      text.appendCodePoint(point >= 0xD800 && point <= 0xDFFF ? 'x' : point);
    }
    return text.toString();
  }
}
