package skein.sync.transport;

import skein.sync.exchange.Held;
import skein.sync.exchange.Result;

/// Brings another replica up to date with ours: a pull the other way round. Blocks until it is
/// done. Only reads our store, but for posts, which go both ways.
public final class Push {
  private Push() {}

  /// Pushes over a transport. What the other side took before a failure stays there; the next push
  /// goes on from it.
  ///
  /// @throws Unreachable when the connection cannot be made, or breaks
  public static Result run(Transport to, Held from) {
    try (Connection connection = to.connect(Direction.PUSH)) {
      return Serve.run(connection, from);
    }
  }
}
