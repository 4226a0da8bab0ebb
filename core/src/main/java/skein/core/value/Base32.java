package skein.core.value;

import java.nio.charset.StandardCharsets;

/// Base32 (RFC 4648, section 6) in lower case without padding.
final class Base32 {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

  private Base32() {}

  static String text(byte[] bytes) {
    byte[] text = new byte[(bytes.length * 8 + 4) / 5];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) ALPHABET.charAt(five(bytes, i * 5));
    }
    return new String(text, StandardCharsets.US_ASCII);
  }

  /// The five bits from this bit on; beyond the end they are zero.
  private static int five(byte[] bytes, int bit) {
    int index = bit >> 3;
    int high = (bytes[index] & 0xFF) << 8;
    int low = index + 1 < bytes.length ? bytes[index + 1] & 0xFF : 0;
    return ((high | low) >> (11 - (bit & 7))) & 31;
  }

  /// The inverse of [#text] for a text that is as long as its bytes need.
  ///
  /// @throws IllegalArgumentException for other characters or spare bits that are not zero
  static byte[] bytes(String text) {
    byte[] bytes = new byte[text.length() * 5 / 8];
    int pending = 0;
    int bits = 0;
    int filled = 0;
    for (int i = 0; i < text.length(); i++) {
      pending = pending << 5 | digit(text, i);
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes[filled++] = (byte) (pending >> bits);
        pending &= (1 << bits) - 1;
      }
    }
    if (pending != 0) {
      throw new IllegalArgumentException(
          "base32 with spare bits that are not zero: \"" + text + "\"");
    }
    return bytes;
  }

  private static int digit(String text, int index) {
    char digit = text.charAt(index);
    if (digit >= 'a' && digit <= 'z') {
      return digit - 'a';
    }
    if (digit >= '2' && digit <= '7') {
      return digit - '2' + 26;
    }
    throw new IllegalArgumentException(
        "base32 has a-z and 2-7, not '" + digit + "': \"" + text + "\"");
  }
}
