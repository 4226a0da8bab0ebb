package skein.core.replica;

/// A store contradicts itself or cannot be read or written: says what was tried, on what, and what
/// to do.
public final class StoreBroken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreBroken(String message) {
    super(message);
  }

  public StoreBroken(String message, Throwable cause) {
    super(message, cause);
  }
}
