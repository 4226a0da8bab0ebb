package skein.core.post;

import skein.core.value.Bytes;

/// What a range of posts comes to: two ranges that have one sum hold the same posts with the same
/// works.
///
/// @param count how many posts there are
/// @param fingerprint 16 bytes
public record RangeSum(int count, Bytes fingerprint) {
  /// How many bytes a fingerprint has.
  public static final int FINGERPRINT_BYTES = 16;

  public RangeSum {
    if (count < 0 || fingerprint.length() != FINGERPRINT_BYTES) {
      throw new IllegalArgumentException(
          "a range sum is a count and 16 bytes, not %d and %d"
              .formatted(count, fingerprint.length()));
    }
  }
}
