package skein.sync.transport;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import skein.core.replica.Replica;
import skein.sync.exchange.Session;

/// Reaches a replica of this process: for another home's folder, opened read-only, and for tests.
/// The other side answers within `send`, on the same thread, and only reads its store.
public final class InProcess implements Transport {
  private final Replica from;

  public InProcess(Replica from) {
    this.from = from;
  }

  @Override
  public Connection connect() {
    return new Served(Session.serve(from));
  }

  private static final class Served implements Connection {
    private final Session session;
    private final Queue<byte[]> answers = new ArrayDeque<>();

    Served(Session session) {
      this.session = session;
    }

    @Override
    public void send(byte[] message) {
      answers.addAll(session.receive(message));
    }

    @Override
    public Optional<byte[]> receive() {
      return Optional.ofNullable(answers.poll());
    }

    @Override
    public void close() {
      answers.clear();
    }
  }
}
