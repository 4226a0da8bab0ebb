package skein.sync.transport;

import java.util.Optional;

/// Passes messages both ways, whole and in order, at most
/// [skein.sync.exchange.Session#MAX_MESSAGE_BYTES] each. Calls block. Confined to one thread.
public interface Connection extends AutoCloseable {
  /// Sends a message. One that the other side no longer takes is lost without a word.
  ///
  /// @throws Unreachable when the connection breaks
  void send(byte[] message);

  /// The next message; empty when the other side has closed the connection.
  ///
  /// @throws Unreachable when the connection breaks
  Optional<byte[]> receive();

  @Override
  void close();
}
