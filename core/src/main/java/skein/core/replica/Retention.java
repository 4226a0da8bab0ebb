package skein.core.replica;

/// How long a replica keeps bodies that nothing but history reads. `millis`: so long after their
/// time.
public record Retention(long millis) {
  /// Everything, but what was purged.
  public static final Retention ALL = new Retention(Long.MAX_VALUE);

  /// Only what merge still reads.
  public static final Retention LATEST = new Retention(0);

  public Retention {
    if (millis < 0) {
      throw new IllegalArgumentException("a retention of " + millis + " ms");
    }
  }

  public boolean keepsAll() {
    return millis == Long.MAX_VALUE;
  }
}
