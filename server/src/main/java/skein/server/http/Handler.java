package skein.server.http;

/// What answers a route.
public sealed interface Handler {
  /// Answers one request, on a virtual thread of its own; may block.
  @FunctionalInterface
  non-sealed interface Http extends Handler {
    /// The answer.
    ///
    /// @throws Problem for every answer that is a no
    Answer answer(Request request);
  }

  /// Takes a WebSocket (RFC 6455).
  @FunctionalInterface
  non-sealed interface Socket extends Handler {
    /// Called before the upgrade; what it returns gets the frames.
    ///
    /// @throws Problem for every answer that is a no
    SocketSide open(Request request);
  }
}
