package skein.core.post;

import skein.core.value.Hashes;

/// How much a work counts for a post: its time, and three days more for each doubling of the effort
/// that finding it took. So what is newer ranks higher, unless more was worked for the older.
///
/// `time + 259200 * log2(2^32 / (n + 1))`, where n is the first 4 bytes of a hash of post and work.
/// The logarithm is worked out in integers, so that every machine has the same number; source:
/// `spec/posts.md`.
///
/// @param units seconds, times 2^20: below 2^53, so that the double of it is exact
public record Score(long units) implements Comparable<Score> {
  private static final double UNITS_A_SECOND = 1 << 20;
  private static final int UNIT_BITS = 20;
  private static final int FRACTION_BITS = 40;
  private static final long SECONDS_A_DOUBLING = 259_200;
  private static final byte[] FRAME = {'f', 'l', 'o', 'c', 'k'};

  public Score {
    if (units < 0 || units >= 1L << 53) {
      throw new IllegalArgumentException("a score is 0 to 2^53 units, not " + units);
    }
  }

  /// The score of this work for the post of this name.
  public static Score of(PostId id, Work work) {
    return of(work, rarity(id, work));
  }

  /// The score of a work whose hash begins with these 4 bytes, read as a number below 2^32.
  public static Score of(Work work, long rarity) {
    long doublings = ((long) Integer.SIZE << FRACTION_BITS) - log2(rarity + 1);
    long bonus = (doublings * SECONDS_A_DOUBLING) >>> (FRACTION_BITS - UNIT_BITS);
    return new Score((work.timeSeconds() << UNIT_BITS) + bonus);
  }

  /// The first 4 bytes of the hash of post and work; the smaller, the rarer.
  static long rarity(PostId id, Work work) {
    byte[] first = Hashes.sha256(id.bytes(), work.bytes());
    for (int i = 0; i < first.length / 2; i++) {
      byte swapped = first[i];
      first[i] = first[first.length - 1 - i];
      first[first.length - 1 - i] = swapped;
    }
    return Hashes.mark(Hashes.sha256(FRAME, first, FRAME)) >>> Integer.SIZE;
  }

  /// The binary logarithm of 1 to 2^32, times 2^40, rounded down: bit by bit, since squaring
  /// doubles a logarithm. The mantissa has 63 bits after the point, what is beyond is cut off.
  private static long log2(long number) {
    long whole = Long.SIZE - 1L - Long.numberOfLeadingZeros(number);
    long mantissa = number << Long.numberOfLeadingZeros(number);
    long log = whole;
    for (int i = 0; i < FRACTION_BITS; i++) {
      long high = Math.unsignedMultiplyHigh(mantissa, mantissa);
      long carried = high >>> (Long.SIZE - 1);
      log = log << 1 | carried;
      mantissa = carried == 1 ? high : high << 1 | (mantissa * mantissa) >>> (Long.SIZE - 1);
    }
    return log;
  }

  /// Seconds since 1970, exact.
  public double seconds() {
    return units / UNITS_A_SECOND;
  }

  @Override
  public int compareTo(Score other) {
    return Long.compare(units, other.units);
  }
}
