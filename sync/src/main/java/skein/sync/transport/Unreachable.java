package skein.sync.transport;

/// Another replica could not be reached, or not to the end: says what was tried, with whom, why,
/// and what to do.
public final class Unreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Unreachable(String message) {
    super(message);
  }

  public Unreachable(String message, Throwable cause) {
    super(message, cause);
  }
}
