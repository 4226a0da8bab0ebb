package skein.core.value;

import java.util.Arrays;

/// The name of a space: 20 bytes, shown as 40 hex digits in lower case. Immutable.
///
/// It is the start of the SHA-256 of the space's charter, so the charter proves it.
public final class SpaceId implements Comparable<SpaceId> {
  /// How many bytes a space id has.
  public static final int BYTES = 20;

  private final byte[] bytes;

  private SpaceId(byte[] bytes) {
    this.bytes = bytes;
  }

  /// The id with these 20 bytes; `IllegalArgumentException` for another number of them.
  public static SpaceId of(byte[] twenty) {
    if (twenty.length != BYTES) {
      throw new IllegalArgumentException("a space id has 20 bytes, not " + twenty.length);
    }
    return new SpaceId(twenty.clone());
  }

  /// The id of the space that this charter makes: the first 20 bytes of its SHA-256.
  public static SpaceId ofCharter(byte[] charterBytes) {
    return new SpaceId(Arrays.copyOf(Hashes.sha256(charterBytes), BYTES));
  }

  /// Reads 40 hex digits in lower case; `IllegalArgumentException` for anything else.
  public static SpaceId parse(String hex) {
    if (hex.length() != 2 * BYTES) {
      throw new IllegalArgumentException(
          "a space id has 40 hex digits in lower case, not \"" + hex + "\"");
    }
    return new SpaceId(Hashes.parseHex(hex));
  }

  /// The 20 bytes; the caller owns the array.
  public byte[] bytes() {
    return bytes.clone();
  }

  /// By unsigned bytes, which is the order of the hex texts.
  @Override
  public int compareTo(SpaceId other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SpaceId that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return Hashes.hex(bytes);
  }
}
