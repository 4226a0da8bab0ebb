package skein.sync.live;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import skein.sync.transport.HttpCaller;
import skein.sync.transport.HttpPeer;
import skein.sync.transport.Refusals;
import skein.sync.transport.Unreachable;

/// The client's WebSocket of one live connection: brings frames to its side and carries those of
/// its side, and asks now and then whether the other side is still there.
final class LiveSocket implements WebSocket.Listener {
  private static final long MOST_UNANSWERED =
      LiveClient.SILENCE_LIMIT.dividedBy(LiveClient.PING_EVERY);

  private final HttpCaller caller;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  // Guarded by the lock.
  private @Nullable LiveSide side;
  private @Nullable Unreachable failure;
  private boolean over;
  private long unanswered;
  // Confined to the listener, which is called by one thread after another.
  private ByteArrayOutputStream frame = new ByteArrayOutputStream();
  // Confined to the thread that runs, and to the one that pings.
  private @Nullable WebSocket socket;

  LiveSocket(HttpCaller caller) {
    this.caller = caller;
  }

  /// Connects; frames go to this side from now on.
  void open(LiveSide to) {
    lock.lock();
    try {
      side = to;
    } finally {
      lock.unlock();
    }
    WebSocket.Builder builder =
        caller.client().newWebSocketBuilder().connectTimeout(HttpCaller.CONNECT_LIMIT);
    HttpPeer.Token token = caller.peer().token();
    if (token != null) {
      builder.header("Authorization", "Bearer " + token.secret());
    }
    WebSocket made = await(builder.buildAsync(address(), this), HttpCaller.BEGIN_LIMIT.toMillis());
    socket = made;
    Thread.ofVirtual().name("live ping").start(() -> ping(made));
  }

  private URI address() {
    String text = caller.peer().at("/live").toString();
    return URI.create("ws" + text.substring("http".length()));
  }

  private <T> T await(CompletableFuture<T> under, long limitMillis) {
    try {
      return under.get(limitMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      under.cancel(true);
      throw new Unreachable(caller.tried("it does not take what we send; try again later"), e);
    } catch (InterruptedException e) {
      under.cancel(true);
      Thread.currentThread().interrupt();
      throw new Unreachable(caller.tried("it was interrupted"), e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        HttpResponse<?> answer = refused.getResponse();
        String location = answer.headers().firstValue("Location").orElse(null);
        throw caller.refused(answer.statusCode(), location, new byte[0]);
      }
      throw new Unreachable(caller.tried(Refusals.why(e)), e);
    }
  }

  /// Sends one frame; blocks until the connection has taken it.
  void send(byte[] bytes) {
    WebSocket open = socket;
    if (open == null) {
      throw new IllegalStateException("sending before the connection stands");
    }
    await(open.sendBinary(ByteBuffer.wrap(bytes), true), LiveClient.SEND_LIMIT.toMillis());
  }

  private void ping(WebSocket open) {
    try {
      while (waited()) {
        await(open.sendPing(ByteBuffer.allocate(0)), LiveClient.SEND_LIMIT.toMillis());
      }
      end(new Unreachable(caller.tried("it has fallen silent")));
    } catch (Unreachable e) {
      end(e);
    }
    open.abort();
  }

  /// False when there is no use in asking once more.
  private boolean waited() {
    lock.lock();
    try {
      long left = LiveClient.PING_EVERY.toNanos();
      while (!over && left > 0) {
        left = ended.awaitNanos(left);
      }
      return !over && unanswered++ < MOST_UNANSWERED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void end(@Nullable Unreachable why) {
    LiveSide to;
    lock.lock();
    try {
      failure = over ? failure : why;
      over = true;
      to = side;
      ended.signalAll();
    } finally {
      lock.unlock();
    }
    if (to != null) {
      to.close();
    }
  }

  private void heard() {
    lock.lock();
    try {
      unanswered = 0;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket open, ByteBuffer data, boolean last) {
    heard();
    if (frame.size() + data.remaining() > LiveSide.MAX_FRAME_BYTES) {
      end(new Unreachable(caller.tried("a frame has over " + LiveSide.MAX_FRAME_BYTES + " bytes")));
      open.abort();
      return null;
    }
    byte[] part = new byte[data.remaining()];
    data.get(part);
    frame.writeBytes(part);
    if (last) {
      byte[] whole = frame.toByteArray();
      frame = new ByteArrayOutputStream();
      deliver(whole);
    }
    open.request(1);
    return null;
  }

  private void deliver(byte[] whole) {
    LiveSide to;
    lock.lock();
    try {
      to = side;
    } finally {
      lock.unlock();
    }
    if (to != null) {
      to.take(whole);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket open, CharSequence data, boolean last) {
    end(new Unreachable(caller.tried("no node answers there; it sends text")));
    open.abort();
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket open, ByteBuffer message) {
    heard();
    open.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket open, int status, String reason) {
    String told = "it has closed the connection (" + status + " " + Refusals.shown(reason) + ")";
    end(new Unreachable(caller.tried(told)));
    return null;
  }

  @Override
  public void onError(WebSocket open, Throwable error) {
    end(new Unreachable(caller.tried(Refusals.why(error)), error));
  }

  /// Ends the connection, politely if that goes quickly.
  void close() {
    end(null);
    WebSocket open = socket;
    if (open == null) {
      return;
    }
    if (failure().isEmpty()) {
      open.sendClose(WebSocket.NORMAL_CLOSURE, "")
          .orTimeout(LiveClient.FAREWELL_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
          .handle((sent, failed) -> failed == null)
          .join();
    }
    open.abort();
  }

  /// What broke the connection, if it was not closed here.
  Optional<Unreachable> failure() {
    lock.lock();
    try {
      return Optional.ofNullable(failure);
    } finally {
      lock.unlock();
    }
  }
}
