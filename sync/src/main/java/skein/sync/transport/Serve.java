package skein.sync.transport;

import java.util.Optional;
import skein.sync.exchange.Held;
import skein.sync.exchange.Result;
import skein.sync.exchange.Session;

/// Gives another replica what it lacks. Blocks until that is done.
public final class Serve {
  private Serve() {}

  /// Answers one session over a connection that the other side opened; the caller closes it.
  ///
  /// @throws Unreachable when the connection breaks
  public static Result run(Connection connection, Held from) {
    Session session = Session.serve(from);
    while (!session.isOver()) {
      Optional<byte[]> message = connection.receive();
      if (message.isEmpty()) {
        break;
      }
      session.receive(message.get()).forEach(connection::send);
    }
    return session.result();
  }
}
