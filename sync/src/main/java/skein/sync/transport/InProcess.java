package skein.sync.transport;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import skein.sync.exchange.Held;
import skein.sync.exchange.Session;

/// Reaches a replica of this process: for another home's folder, and for tests. The other side
/// answers within `send`, on the same thread. Whoever pulls only reads its store, which may be open
/// for reading alone; whoever pushes writes to it. Posts go both ways, unless they are only read.
public final class InProcess implements Transport {
  private final Held other;

  public InProcess(Held other) {
    this.other = other;
  }

  @Override
  public Connection connect(Direction direction) {
    return new Spoken(
        switch (direction) {
          case PULL -> Session.serve(other);
          case PUSH -> Session.pull(other, null);
        });
  }

  private static final class Spoken implements Connection {
    private final Session session;
    private final Queue<byte[]> answers;

    Spoken(Session session) {
      this.session = session;
      this.answers = new ArrayDeque<>(session.opening());
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
