package skein.app.csv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Turns the name of an encoding, as a person types it, into a charset that rows can be read in.
///
/// Taken are UTF-8 and every charset of one byte a character whose lower half is ASCII, under any
/// name Java knows: `cp1252`, `latin1`, `iso-8859-15`, `cp850` and so on. Others are refused, as
/// the rows are split at the bytes of line ends, commas and quotes before they are decoded.
public final class Encoding {
  private static final String SOME = "utf-8, cp1252, latin1, iso-8859-15, cp850";

  private Encoding() {}

  /// The charset of that name, upper or lower case.
  ///
  /// @throws IllegalArgumentException if there is no such charset or rows cannot be split in it
  public static Charset named(String name) {
    if (!isKnown(name.strip())) {
      throw new IllegalArgumentException(
          "encoding '" + name + "' is not known; known are for example " + SOME);
    }
    return splittable(Charset.forName(name.strip()));
  }

  /// The charset itself, if rows can be split in it.
  static Charset splittable(Charset charset) {
    if (charset.equals(StandardCharsets.UTF_8) || isAsciiOfOneByte(charset)) {
      return charset;
    }
    throw new IllegalArgumentException(
        "encoding '" + charset.name() + "' cannot be read row by row; use for example " + SOME);
  }

  private static boolean isKnown(String name) {
    return name.matches("[A-Za-z0-9][A-Za-z0-9.:_+-]*") && Charset.isSupported(name);
  }

  private static boolean isAsciiOfOneByte(Charset charset) {
    if (!charset.canEncode() || charset.newEncoder().maxBytesPerChar() != 1.0f) {
      return false;
    }
    var ascii = new byte[128];
    for (var i = 0; i < ascii.length; i++) {
      ascii[i] = (byte) i;
    }
    var text = new String(ascii, StandardCharsets.US_ASCII);
    return Arrays.equals(text.getBytes(charset), ascii) && new String(ascii, charset).equals(text);
  }
}
