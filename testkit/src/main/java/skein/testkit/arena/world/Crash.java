package skein.testkit.arena.world;

/// The process dies here.
final class Crash extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Crash(String where) {
    super(where);
  }
}
