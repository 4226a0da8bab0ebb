package skein.sync.transport;

/// A way to reach another replica that serves. Port; its adapters stand in this package.
@FunctionalInterface
public interface Transport {
  /// Opens a connection for one session.
  ///
  /// @throws Unreachable when the other side cannot be reached
  Connection connect();
}
