package skein.sync.transport;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One session over HTTP. A thread of its own posts what is to be sent, batch after batch, while
/// the session works on what came before: so the next page is under way while this one is
/// integrated, and the order holds. One thread may send and receive.
final class HttpConnection implements Connection {
  /// How long closing waits until the last words have gone.
  static final Duration FAREWELL_LIMIT = Duration.ofSeconds(5);

  private final HttpCaller caller;
  private final Direction direction;
  private final Thread postman;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // Guarded by the lock.
  private final Deque<byte[]> outgoing = new ArrayDeque<>();
  private final Deque<byte[]> incoming = new ArrayDeque<>();
  private boolean posting = true;
  private boolean over;
  private boolean closed;
  private @Nullable Unreachable failure;
  // Confined to the postman.
  private @Nullable String session;

  HttpConnection(HttpCaller caller, Direction direction) {
    this.caller = caller;
    this.direction = direction;
    this.postman = Thread.ofVirtual().name("exchange").unstarted(this::post);
  }

  void start() {
    postman.start();
  }

  private void post() {
    try {
      if (direction == Direction.PUSH) {
        take(answer(List.of()));
      }
      for (var batch = next(); !batch.isEmpty(); batch = next()) {
        take(answer(batch));
      }
    } catch (Unreachable e) {
      fail(e);
    } catch (RuntimeException e) {
      fail(new Unreachable(caller.tried("what goes between was not understood: " + e), e));
    }
  }

  /// What to post next; empty when there will be nothing more.
  private List<byte[]> next() {
    lock.lock();
    try {
      posting = false;
      changed.signalAll();
      while (!over && (outgoing.isEmpty() ? !closed : incoming.size() >= Frames.MAX_MESSAGES)) {
        changed.awaitUninterruptibly();
      }
      posting = !over && !outgoing.isEmpty();
      return posting ? batch() : List.of();
    } finally {
      lock.unlock();
    }
  }

  private List<byte[]> batch() {
    List<byte[]> batch = new ArrayList<>();
    long bytes = 0;
    for (byte[] first = outgoing.peek();
        first != null && batch.size() < Frames.MAX_MESSAGES;
        first = outgoing.peek()) {
      bytes += Integer.BYTES + first.length;
      if (bytes > Frames.MAX_BYTES) {
        break;
      }
      batch.add(outgoing.remove());
    }
    return batch;
  }

  private HttpResponse<byte[]> answer(List<byte[]> batch) {
    String role = direction == Direction.PULL ? "pull" : "push";
    var request =
        caller
            .request("/exchange?role=" + role)
            .header("Content-Type", HttpTransport.MEDIA_TYPE)
            .POST(BodyPublishers.ofByteArray(Frames.join(batch)));
    if (session != null) {
      request.header(HttpTransport.SESSION, session);
    }
    var bounded = BodyHandlers.limiting(BodyHandlers.ofByteArray(), Frames.MAX_BYTES);
    HttpResponse<byte[]> answer = caller.ask(request.build(), bounded);
    if (answer.statusCode() != 200) {
      String location = answer.headers().firstValue("Location").orElse(null);
      throw caller.refused(answer.statusCode(), location, answer.body());
    }
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (!type.equals(HttpTransport.MEDIA_TYPE)) {
      throw new Unreachable(
          caller.tried("no node answers there; its answer is " + Refusals.shown(type)));
    }
    return answer;
  }

  private void take(HttpResponse<byte[]> answer) {
    session = answer.headers().firstValue(HttpTransport.SESSION).orElse(null);
    List<byte[]> messages;
    try {
      messages = Frames.split(answer.body());
    } catch (IllegalArgumentException e) {
      throw new Unreachable(caller.tried("its answer is garbled: " + e.getMessage()), e);
    }
    lock.lock();
    try {
      incoming.addAll(messages);
      over = session == null;
    } finally {
      lock.unlock();
    }
  }

  private void fail(Unreachable why) {
    lock.lock();
    try {
      failure = why;
      over = true;
      posting = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void send(byte[] message) {
    lock.lock();
    try {
      while (!over && outgoing.size() >= Frames.MAX_MESSAGES) {
        changed.awaitUninterruptibly();
      }
      throwFailure();
      if (!over) {
        outgoing.add(message);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<byte[]> receive() {
    lock.lock();
    try {
      while (incoming.isEmpty() && (posting || (!over && !outgoing.isEmpty()))) {
        changed.awaitUninterruptibly();
      }
      if (incoming.isEmpty()) {
        throwFailure();
      }
      changed.signalAll();
      return Optional.ofNullable(incoming.poll());
    } finally {
      lock.unlock();
    }
  }

  private void throwFailure() {
    if (failure != null) {
      throw new Unreachable(String.valueOf(failure.getMessage()), failure);
    }
  }

  /// Waits until the last words have gone, if they go soon.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      long left = FAREWELL_LIMIT.toNanos();
      while (left > 0 && (posting || (!over && !outgoing.isEmpty()))) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      over = true;
      changed.signalAll();
      lock.unlock();
    }
    postman.interrupt();
  }
}
