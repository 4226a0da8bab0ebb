package skein.core.value;

/// Bytes that are not strict JSON. The message says what is wrong and at which byte.
public final class NotStrict extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int offset;

  NotStrict(String what, int offset) {
    super("not strict JSON: " + what + ", at byte " + offset);
    this.offset = offset;
  }

  /// The first byte at fault, counted from 0 at the start of what was to be parsed. It equals the
  /// number of bytes when the text ends too early.
  public int offset() {
    return offset;
  }
}
