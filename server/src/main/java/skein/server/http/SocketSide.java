package skein.server.http;

/// This side of one WebSocket. Called by one thread at a time.
public interface SocketSide {
  /// The socket is open; `outlet` may be used from now on, from any thread.
  void opened(Outlet outlet);

  /// A binary message came, whole.
  void message(byte[] bytes);

  /// It is over, whoever ended it. Called once.
  void closed();

  /// Sends. Safe for all threads.
  interface Outlet {
    /// Sends a binary message; one that the other side no longer takes is lost without a word.
    void send(byte[] message);

    void close(String reason);
  }
}
