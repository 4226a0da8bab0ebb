package skein.core.value;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;

/// Writes strict JSON into a growing array, value by value or piece by piece; puts the commas
/// itself. Whoever writes pieces sees to it that keys are unique, and that each has a value.
/// Confined; used once.
public final class JsonWriter {
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

  /// A writer of pieces; objects among the values keep the order of their keys.
  public JsonWriter() {
    this(KeyOrder.OWN, FIRST_CAPACITY_BYTES);
  }

  private JsonWriter(KeyOrder keyOrder, int capacityBytes) {
    this.keyOrder = keyOrder;
    this.bytes = new byte[capacityBytes];
  }

  static byte[] inCanonicalOrder(Value value) {
    return new JsonWriter(KeyOrder.CANONICAL, FIRST_CAPACITY_BYTES).value(value).toArray();
  }

  /// The offset of the first byte in which these differ from the strict JSON of the value, or -1
  /// when they are the same.
  static int firstDifference(Value value, byte[] expected) {
    var writer = new JsonWriter(KeyOrder.OWN, expected.length);
    writer.value(value);
    return Arrays.mismatch(writer.bytes, 0, writer.length, expected, 0, expected.length);
  }

  /// All that was written; the caller owns the array.
  public byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }

  /// Begins an array or object by its bracket.
  ///
  /// @throws IllegalArgumentException if this is the 65th that is open
  public JsonWriter open(char bracket) {
    if (++depth > DEPTH_LIMIT) {
      throw new IllegalArgumentException(
          "a JSON value may be nested %d deep, this one is deeper".formatted(DEPTH_LIMIT));
    }
    separate();
    return put(bracket);
  }

  /// Ends an array or object by its bracket.
  public JsonWriter close(char bracket) {
    depth--;
    return put(bracket);
  }

  /// The key of the value that follows.
  public JsonWriter key(String key) {
    return text(key).put(':');
  }

  /// A whole value.
  public JsonWriter value(Value value) {
    return switch (value) {
      case Value.Null() -> literal("null");
      case Value.Bool(boolean truth) -> literal(truth ? "true" : "false");
      case Value.Num(double number) -> literal(NumberText.of(number));
      case Value.Text(String text) -> text(text);
      case Value.Array array -> {
        open('[');
        array.items().forEach(this::value);
        yield close(']');
      }
      case Value.Obj object -> object(object);
    };
  }

  private JsonWriter object(Value.Obj object) {
    open('{');
    switch (keyOrder) {
      case OWN -> object.fields().forEach(this::field);
      case CANONICAL -> {
        var sorted = new ArrayList<>(object.fields().entrySet());
        sorted.sort(Map.Entry.comparingByKey(TextOrder.BY_BYTES));
        sorted.forEach(field -> field(field.getKey(), field.getValue()));
      }
    }
    return close('}');
  }

  private void field(String key, Value value) {
    key(key).value(value);
  }

  /// The comma before all but the first: no value and no key ends in one of these three.
  private void separate() {
    byte last = length == 0 ? (byte) '[' : bytes[length - 1];
    if (last != '[' && last != '{' && last != ':') {
      put(',');
    }
  }

  /// A number without a fraction.
  public JsonWriter number(long number) {
    return literal(Long.toString(number));
  }

  private JsonWriter literal(String text) {
    separate();
    return ascii(text);
  }

  private JsonWriter ascii(String text) {
    int count = text.length();
    reserve(count);
    for (int i = 0; i < count; i++) {
      bytes[length + i] = (byte) text.charAt(i);
    }
    length += count;
    return this;
  }

  /// A text: stretches of plain ASCII in one tight loop, what stands between them one by one.
  ///
  /// @throws IllegalArgumentException when a surrogate stands alone
  public JsonWriter text(String text) {
    separate();
    put('"');
    int i = plain(text, 0);
    while (i < text.length()) {
      int point = text.codePointAt(i);
      if (point <= 0x7F) {
        escaped(point);
      } else {
        utf8(point, text);
      }
      i = plain(text, i + Character.charCount(point));
    }
    return put('"');
  }

  /// Writes what is a byte of its own and needs no escape; where that ends.
  private int plain(String text, int start) {
    int count = text.length();
    reserve(count - start);
    byte[] out = bytes;
    int at = length;
    int i = start;
    while (i < count) {
      char unit = text.charAt(i);
      if (unit < 0x20 || unit > 0x7F || unit == '"' || unit == '\\') {
        break;
      }
      out[at++] = (byte) unit;
      i++;
    }
    length = at;
    return i;
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

  private void utf8(int point, String text) {
    reserve(4);
    if (point < 0x800) {
      bytes[length++] = (byte) (0xC0 | (point >> 6));
    } else if (point < 0x10000) {
      if (Character.isSurrogate((char) point)) {
        Unicode.requirePaired(text);
      }
      bytes[length++] = (byte) (0xE0 | (point >> 12));
      bytes[length++] = continuing(point >> 6);
    } else {
      bytes[length++] = (byte) (0xF0 | (point >> 18));
      bytes[length++] = continuing(point >> 12);
      bytes[length++] = continuing(point >> 6);
    }
    bytes[length++] = continuing(point);
  }

  private static byte continuing(int bits) {
    return (byte) (0x80 | (bits & 0x3F));
  }

  private JsonWriter put(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  private void reserve(int count) {
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
    }
  }
}
