package skein.sync.transport;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skein.core.replica.Received;
import skein.core.replica.Replica;
import skein.sync.exchange.Held;
import skein.sync.exchange.Result;
import skein.sync.exchange.Session;
import skein.sync.exchange.Since;

/// Brings a replica up to date with another. Blocks until it is done.
public final class Pull {
  private Pull() {}

  /// Pulls from a replica of this process, which is only read.
  public static Result run(Replica from, Replica to, Progress progress) {
    return run(new InProcess(Held.of(from)), to, progress);
  }

  /// Pulls over a transport. What had come before a failure stays; the next pull goes on there.
  ///
  /// @throws Unreachable when the connection cannot be made, or breaks
  public static Result run(Transport from, Replica to, Progress progress) {
    return run(from, Held.of(to), null, progress);
  }

  /// The same with what the last pull from there left in its [Result#since], and with posts, if any
  /// are held.
  ///
  /// @throws Unreachable when the connection cannot be made, or breaks
  public static Result run(Transport from, Held to, @Nullable Since since, Progress progress) {
    return run(from, Session.pull(to, since), progress);
  }

  /// The same, but without history: no more than merge reads.
  ///
  /// @throws Unreachable when the connection cannot be made, or breaks
  public static Result shallow(Transport from, Held to, Progress progress) {
    return run(from, Session.pullShallow(to), progress);
  }

  private static Result run(Transport from, Session session, Progress progress) {
    try (Connection connection = from.connect(Direction.PULL)) {
      session.opening().forEach(connection::send);
      Received told = session.result().received();
      while (!session.isOver()) {
        Optional<byte[]> message = connection.receive();
        if (message.isEmpty()) {
          break;
        }
        List<byte[]> answers = session.receive(message.get());
        Received received = session.result().received();
        if (!received.equals(told)) {
          progress.soFar(received);
          told = received;
        }
        answers.forEach(connection::send);
      }
      return session.result();
    }
  }
}
