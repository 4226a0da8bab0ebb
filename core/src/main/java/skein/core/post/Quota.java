package skein.core.post;

/// How much room the posts of a space have.
///
/// @param bytes 100 and the body's length a post, summed up; not negative
public record Quota(long bytes) {
  /// One post takes at most this part of the room: else one of high rank could empty a space.
  private static final int SMALLEST_SHARE = 16;

  public Quota {
    if (bytes < 0) {
      throw new IllegalArgumentException("a quota is at least 0 bytes, not " + bytes);
    }
  }

  /// The longest body that is admitted, in bytes.
  public int largestBodyBytes() {
    return (int) Math.min(Post.MAX_BODY_BYTES, bytes / SMALLEST_SHARE);
  }
}
