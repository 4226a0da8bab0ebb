package skein.sync.transport;

/// A way to reach another replica. Port; its adapters stand in this package.
@FunctionalInterface
public interface Transport {
  /// Opens a connection for one session in which this side pulls or pushes.
  ///
  /// @throws Unreachable when the other side cannot be reached
  Connection connect(Direction direction);
}
