package skein.testkit.arena.model;

/// A law does not hold.
public final class Broken extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String law;

  public Broken(String law, String message) {
    super(law + ": " + message);
    this.law = law;
  }

  public String law() {
    return law;
  }
}
