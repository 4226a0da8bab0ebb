package skein.core.value;

import java.util.Arrays;

/// The name of a space: the first 20 bytes of SHA-256 of its charter's bytes; as text 40 hex digits
/// in lower case.
public record SpaceId(Bytes content) implements Comparable<SpaceId> {
  static final int BYTES = 20;

  public SpaceId {
    if (content.length() != BYTES) {
      throw new IllegalArgumentException("a space id has 20 bytes, not " + content.length());
    }
  }

  /// The id with these 20 bytes; `IllegalArgumentException` for another number of them.
  public static SpaceId of(byte[] twenty) {
    return new SpaceId(Bytes.of(twenty));
  }

  /// The id of the space that this charter makes: the first 20 bytes of its SHA-256.
  public static SpaceId ofCharter(byte[] charterBytes) {
    return of(Arrays.copyOf(Hashes.sha256(charterBytes), BYTES));
  }

  /// Reads 40 hex digits in lower case; `IllegalArgumentException` for anything else.
  public static SpaceId parse(String hex) {
    if (hex.length() != 2 * BYTES) {
      throw new IllegalArgumentException(
          "a space id has 40 hex digits in lower case, not \"" + hex + "\"");
    }
    return of(Hashes.parseHex(hex));
  }

  /// A copy of its bytes.
  public byte[] bytes() {
    return content.toArray();
  }

  @Override
  public int compareTo(SpaceId other) {
    return content.compareTo(other.content);
  }

  @Override
  public String toString() {
    return content.hex();
  }
}
