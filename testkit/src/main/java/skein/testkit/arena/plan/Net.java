package skein.testkit.arena.plan;

import java.util.Set;

/// How a transfer goes wrong, if it does. `page`: how many lines travel together.
public record Net(Set<Trouble> troubles, int page) {
  /// What may happen on the way.
  public enum Trouble {
    /// Some pages never arrive.
    LOSS,
    /// Pages arrive twice.
    DUPLICATE,
    /// Pages arrive in another order.
    REORDER,
    /// Nothing arrives after a certain line.
    CUT,
    /// Somebody changes lines on the way.
    TAMPER
  }

  public static final Net CLEAN = new Net(Set.of(), 256);

  public Net {
    troubles = Set.copyOf(troubles);
  }

  public boolean has(Trouble trouble) {
    return troubles.contains(trouble);
  }

  @Override
  public String toString() {
    return troubles.isEmpty() ? "" : " " + new java.util.TreeSet<>(troubles) + " pages of " + page;
  }
}
