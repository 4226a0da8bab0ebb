package skein.core.value;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;

/// Writes strict JSON into a growing array. Confined to one call; used once.
final class JsonWriter {
  /// How many arrays and objects may stand inside one another.
  static final int DEPTH_LIMIT = 64;

  private static final int FIRST_CAPACITY_BYTES = 512;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private enum KeyOrder {
    OWN,
    CANONICAL
  }

  private final KeyOrder keyOrder;
  private byte[] bytes;
  private int length;
  private int depth;

  private JsonWriter(KeyOrder keyOrder, int capacityBytes) {
    this.keyOrder = keyOrder;
    this.bytes = new byte[capacityBytes];
  }

  static byte[] inOwnOrder(Value value) {
    return new JsonWriter(KeyOrder.OWN, FIRST_CAPACITY_BYTES).whole(value);
  }

  static byte[] inCanonicalOrder(Value value) {
    return new JsonWriter(KeyOrder.CANONICAL, FIRST_CAPACITY_BYTES).whole(value);
  }

  /// The offset of the first byte in which these differ from the strict JSON of the value, or -1
  /// when they are the same.
  static int firstDifference(Value value, byte[] expected) {
    var writer = new JsonWriter(KeyOrder.OWN, expected.length);
    writer.value(value);
    return Arrays.mismatch(writer.bytes, 0, writer.length, expected, 0, expected.length);
  }

  private byte[] whole(Value value) {
    value(value);
    return Arrays.copyOf(bytes, length);
  }

  private void value(Value value) {
    switch (value) {
      case Value.Null() -> ascii("null");
      case Value.Bool(boolean truth) -> ascii(truth ? "true" : "false");
      case Value.Num(double number) -> number(number);
      case Value.Text(String text) -> text(text);
      case Value.Array array -> array(array);
      case Value.Obj object -> object(object);
    }
  }

  private void array(Value.Array array) {
    enter('[');
    boolean first = true;
    for (var item : array.items()) {
      if (!first) {
        put(',');
      }
      first = false;
      value(item);
    }
    leave(']');
  }

  private void object(Value.Obj object) {
    enter('{');
    switch (keyOrder) {
      case OWN -> fields(object.fields().entrySet());
      case CANONICAL -> {
        var sorted = new ArrayList<>(object.fields().entrySet());
        sorted.sort(Map.Entry.comparingByKey(TextOrder.BY_BYTES));
        fields(sorted);
      }
    }
    leave('}');
  }

  private void fields(Iterable<Map.Entry<String, Value>> fields) {
    boolean first = true;
    for (var field : fields) {
      if (!first) {
        put(',');
      }
      first = false;
      text(field.getKey());
      put(':');
      value(field.getValue());
    }
  }

  private void enter(char bracket) {
    if (++depth > DEPTH_LIMIT) {
      throw new IllegalArgumentException(
          "a JSON value may be nested %d deep, this one is deeper".formatted(DEPTH_LIMIT));
    }
    put(bracket);
  }

  private void leave(char bracket) {
    depth--;
    put(bracket);
  }

  private void number(double number) {
    long integer = (long) number;
    if (integer == number && integer >= 0 && integer < 10) {
      put((char) ('0' + integer));
    } else {
      ascii(NumberText.of(number));
    }
  }

  private void ascii(String text) {
    int count = text.length();
    reserve(count);
    for (int i = 0; i < count; i++) {
      bytes[length + i] = (byte) text.charAt(i);
    }
    length += count;
  }

  /// Writes the common case, plain ASCII, in one tight loop, and leaves it at the first character
  /// that is anything else.
  private void text(String text) {
    int count = text.length();
    reserve(count + 2);
    byte[] out = bytes;
    int at = length;
    out[at++] = '"';
    int i = 0;
    while (i < count) {
      char unit = text.charAt(i);
      if (unit < 0x20 || unit > 0x7F || unit == '"' || unit == '\\') {
        break;
      }
      out[at++] = (byte) unit;
      i++;
    }
    length = at;
    if (i < count) {
      textFrom(text, i);
    }
    put('"');
  }

  private void textFrom(String text, int start) {
    for (int i = start; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (point < 0x20 || point == '"' || point == '\\') {
        escaped(point);
      } else {
        utf8(point);
      }
    }
  }

  private void escaped(int point) {
    put('\\');
    switch (point) {
      case '"', '\\' -> put((char) point);
      case '\b' -> put('b');
      case '\t' -> put('t');
      case '\n' -> put('n');
      case '\f' -> put('f');
      case '\r' -> put('r');
      default -> {
        ascii("u00");
        put((char) HEX[point >> 4]);
        put((char) HEX[point & 15]);
      }
    }
  }

  private void utf8(int point) {
    byte[] encoded = Character.toString(point).getBytes(StandardCharsets.UTF_8);
    reserve(encoded.length);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
  }

  private void put(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
  }

  private void reserve(int count) {
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
    }
  }
}
