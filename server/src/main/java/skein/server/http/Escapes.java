package skein.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Percent-encoding of parts of an address (RFC 3986), in UTF-8.
public final class Escapes {
  private static final String PLAIN = "-._~";

  private Escapes() {}

  /// What an escaped text stands for; `+` is a plus.
  ///
  /// @throws Problem when it is not properly escaped UTF-8
  public static String decode(String escaped) {
    if (escaped.indexOf('%') < 0) {
      return escaped;
    }
    byte[] from = escaped.getBytes(StandardCharsets.UTF_8);
    byte[] to = new byte[from.length];
    int length = 0;
    for (int i = 0; i < from.length; i++) {
      if (from[i] != '%') {
        to[length++] = from[i];
        continue;
      }
      int high = i + 2 < from.length ? Character.digit(from[i + 1], 16) : -1;
      int low = i + 2 < from.length ? Character.digit(from[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw notEscaped(escaped);
      }
      to[length++] = (byte) (high << 4 | low);
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(to, 0, length)).toString();
    } catch (CharacterCodingException e) {
      throw notEscaped(escaped);
    }
  }

  private static Problem notEscaped(String escaped) {
    return Problem.bad("'" + escaped + "' in the address is not properly escaped UTF-8");
  }

  /// A text as one segment of a path, or as a value of a query. `.json` at the end is escaped too.
  public static String encode(String text) {
    StringBuilder escaped = new StringBuilder();
    int dot = text.endsWith(".json") ? text.length() - ".json".length() : -1;
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int last = dot < 0 ? -1 : bytes.length - ".json".length();
    for (int i = 0; i < bytes.length; i++) {
      int unit = bytes[i] & 0xff;
      boolean plain =
          (unit >= 'a' && unit <= 'z')
              || (unit >= 'A' && unit <= 'Z')
              || (unit >= '0' && unit <= '9')
              || (PLAIN.indexOf(unit) >= 0 && i != last);
      if (plain) {
        escaped.append((char) unit);
      } else {
        escaped.append('%').append(Character.toUpperCase(Character.forDigit(unit >> 4, 16)));
        escaped.append(Character.toUpperCase(Character.forDigit(unit & 15, 16)));
      }
    }
    return escaped.toString();
  }
}
