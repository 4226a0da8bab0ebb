package skein.core.record;

import java.util.HexFormat;

/// The first 8 bytes of a chain hash: tells the branches of a forked replica apart.
public record Mark(long bits) implements Comparable<Mark> {
  /// Reads 16 lower-case hex digits.
  public static Mark parse(String hex) {
    if (hex.length() != 16 || !hex.chars().allMatch(Mark::isLowerHex)) {
      throw new IllegalArgumentException("'" + hex + "' is not 16 lower-case hex digits");
    }
    return new Mark(HexFormat.fromHexDigitsToLong(hex));
  }

  private static boolean isLowerHex(int digit) {
    return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
  }

  @Override
  public int compareTo(Mark other) {
    return Long.compareUnsigned(bits, other.bits);
  }

  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(bits);
  }
}
