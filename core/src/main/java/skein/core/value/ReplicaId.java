package skein.core.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The name of a replica: 16 bytes, shown as 26 characters of lower-case base32. Immutable.
///
/// It is the start of the SHA-256 of the replica's public key, so the key proves it. Held as two
/// numbers, since histories are full of them and compare them all the time.
public final class ReplicaId implements Comparable<ReplicaId> {
  /// How many bytes a replica id has.
  public static final int BYTES = 16;

  private static final int CHARACTERS = 26;
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final long first;
  private final long second;

  private ReplicaId(byte[] bytes) {
    this(new Halves((long) LONG.get(bytes, 0), (long) LONG.get(bytes, Long.BYTES)));
  }

  private ReplicaId(Halves halves) {
    this.first = halves.first;
    this.second = halves.second;
  }

  private record Halves(long first, long second) {}

  /// The id with these 16 bytes; `IllegalArgumentException` for another number of them.
  public static ReplicaId of(byte[] sixteen) {
    if (sixteen.length != BYTES) {
      throw new IllegalArgumentException("a replica id has 16 bytes, not " + sixteen.length);
    }
    return new ReplicaId(sixteen);
  }

  /// The id of the replica that has this public key: the first 16 bytes of its SHA-256.
  public static ReplicaId ofKey(byte[] publicKey) {
    return new ReplicaId(Hashes.sha256(publicKey));
  }

  /// Reads 26 characters a-z, 2-7, the last of which carries two zero bits;
  /// `IllegalArgumentException` for anything else.
  public static ReplicaId parse(String base32) {
    if (base32.length() != CHARACTERS) {
      throw new IllegalArgumentException(
          "a replica id has 26 characters a-z and 2-7, not \"" + base32 + "\"");
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < CHARACTERS; i++) {
      long digit = ALPHABET.indexOf(base32.charAt(i));
      boolean spareBits = i == CHARACTERS - 1 && (digit & 3) != 0;
      if (digit < 0 || spareBits) {
        throw new IllegalArgumentException(
            "a replica id is lower-case base32 whose spare bits are zero: \"" + base32 + "\"");
      }
      int bits = i < CHARACTERS - 1 ? 5 : 3;
      high = high << bits | low >>> (Long.SIZE - bits);
      low = low << bits | digit >> (5 - bits);
    }
    return new ReplicaId(new Halves(high, low));
  }

  /// The 16 bytes; the caller owns the array.
  public byte[] bytes() {
    byte[] bytes = new byte[BYTES];
    LONG.set(bytes, 0, first);
    LONG.set(bytes, Long.BYTES, second);
    return bytes;
  }

  /// By unsigned bytes. The order of the base32 texts is another one, as there digits come first.
  @Override
  public int compareTo(ReplicaId other) {
    int difference = Long.compareUnsigned(first, other.first);
    return difference != 0 ? difference : Long.compareUnsigned(second, other.second);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReplicaId that && first == that.first && second == that.second;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(first * 31 + second);
  }

  @Override
  public String toString() {
    char[] text = new char[CHARACTERS];
    long high = first;
    long low = second;
    for (int i = 0; i < CHARACTERS; i++) {
      text[i] = ALPHABET.charAt((int) (high >>> (Long.SIZE - 5)));
      high = high << 5 | low >>> (Long.SIZE - 5);
      low <<= 5;
    }
    return new String(text);
  }
}
