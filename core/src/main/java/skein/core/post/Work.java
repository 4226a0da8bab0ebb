package skein.core.post;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Comparator;

/// What stands for a post: when somebody did it the honour, and the nonce that was found then. Any
/// two numbers are work; how much they count for is their [Score].
///
/// @param timeSeconds since 1970, 0 to 2^32 - 1
/// @param nonce 0 to 2^32 - 1
public record Work(long timeSeconds, long nonce) implements Comparable<Work> {
  /// How many bytes a work has: time, then nonce, big-endian.
  public static final int BYTES = 8;

  private static final long MAX = 0xFFFF_FFFFL;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  public Work {
    if (timeSeconds < 0 || timeSeconds > MAX || nonce < 0 || nonce > MAX) {
      throw new IllegalArgumentException(
          "time and nonce of a work are 0 to 2^32 - 1, not " + timeSeconds + " and " + nonce);
    }
  }

  /// The work with these 8 bytes, read as one number.
  public static Work of(long packed) {
    return new Work(packed >>> Integer.SIZE, packed & MAX);
  }

  /// Its 8 bytes, read as one number; the inverse of [#of].
  public long packed() {
    return timeSeconds << Integer.SIZE | nonce;
  }

  /// Its 8 bytes.
  public byte[] bytes() {
    byte[] bytes = new byte[BYTES];
    LONG.set(bytes, 0, packed());
    return bytes;
  }

  /// By time, then nonce: only to tell works of one score apart.
  @Override
  public int compareTo(Work other) {
    return Comparator.comparingLong(Work::timeSeconds)
        .thenComparingLong(Work::nonce)
        .compare(this, other);
  }
}
