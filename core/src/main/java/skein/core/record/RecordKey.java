package skein.core.record;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/// The name of a record in a space: its type (1 to 256 bytes of UTF-8) and id (1 to 1024 bytes).
public record RecordKey(String type, String id) implements Comparable<RecordKey> {
  public static final int MAX_NAME_BYTES = 256;
  public static final int MAX_ID_BYTES = 1024;
  private static final Comparator<RecordKey> ORDER =
      Comparator.comparing(RecordKey::type).thenComparing(RecordKey::id);

  public RecordKey {
    requireName("type", type);
    requireText("id", id, MAX_ID_BYTES);
  }

  /// Checks the name of a type or a property; `what` says which in the message.
  public static void requireName(String what, String name) {
    requireText(what, name, MAX_NAME_BYTES);
  }

  private static void requireText(String what, String text, int maxBytes) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("the " + what + " is empty");
    }
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("the " + what + " contains U+0000");
    }
    if (text.length() > maxBytes || (3 * text.length() > maxBytes && bytes(text) > maxBytes)) {
      throw new IllegalArgumentException(
          "the " + what + " has " + bytes(text) + " bytes, the limit is " + maxBytes);
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /// True for types whose names begin with `_`: they belong to the system, and are always `ask`.
  public boolean isSystem() {
    return type.startsWith("_");
  }

  @Override
  public int compareTo(RecordKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return type + "/" + id;
  }
}
