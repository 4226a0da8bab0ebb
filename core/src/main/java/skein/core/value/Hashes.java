package skein.core.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// Hashes, and the two ways in which bytes stand in texts: hex and base64url. Pure functions.
public final class Hashes {
  /// How many bytes of a hash tell two values apart in `was`.
  public static final int VALUE_HASH_BYTES = 16;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Hashes() {}

  /// SHA-256 of the parts, one after another, without anything in between.
  public static byte[] sha256(byte[]... parts) {
    var digest = digest();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  /// What `was` holds for a value: the first 16 bytes of SHA-256 of its canonical JSON.
  public static byte[] valueHash(Value value) {
    return Arrays.copyOf(sha256(value.canonical()), VALUE_HASH_BYTES);
  }

  /// The first 8 bytes of a hash, big-endian: what a frontier and `of` keep of a chain hash.
  ///
  /// @throws IllegalArgumentException when there are fewer than 8 bytes
  public static long mark(byte[] hash) {
    if (hash.length < Long.BYTES) {
      throw new IllegalArgumentException(
          "a mark needs a hash of at least 8 bytes, not " + hash.length);
    }
    return (long) LONG.get(hash, 0);
  }

  /// Base64url (RFC 4648, section 5) without padding.
  public static String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// The inverse of [#base64url]; each byte string has exactly one text.
  ///
  /// @throws IllegalArgumentException for padding, other characters, or spare bits that are not 0
  public static byte[] parseBase64url(String text) {
    if (text.indexOf('=') >= 0) {
      throw new IllegalArgumentException("base64url stands without padding, not " + text);
    }
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    if (!base64url(bytes).equals(text)) {
      throw new IllegalArgumentException("base64url with spare bits that are not zero: " + text);
    }
    return bytes;
  }

  /// Lower-case hex.
  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /// The inverse of [#hex].
  ///
  /// @throws IllegalArgumentException for anything but pairs of 0-9 and a-f
  public static byte[] parseHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      char digit = text.charAt(i);
      if (digit >= 'A' && digit <= 'F') {
        throw new IllegalArgumentException("hex stands in lower case, not " + text);
      }
    }
    return HexFormat.of().parseHex(text);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256, this one has not", impossible);
    }
  }
}
