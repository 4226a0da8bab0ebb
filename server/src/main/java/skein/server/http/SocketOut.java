package skein.server.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.websocket.WsSession;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// What is sent on one WebSocket, messages cut into frames. Safe for all threads, which the
/// library's session is not: it would mix up the frames of two.
final class SocketOut implements SocketSide.Outlet {
  static final int GOING_AWAY = 1001;
  static final int AGAINST_THE_RULES = 1008;
  static final int TOO_BIG = 1009;
  static final int FAILED = 1011;
  private static final int NORMAL = 1000;

  /// How long somebody who is sending is waited for. After that the other side does not read, and
  /// needs to be told nothing.
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final WsSession session;
  private final ReentrantLock turn = new ReentrantLock();
  // Guarded by the turn: it is over, or the other side has left and needs no farewell.
  private boolean left;

  SocketOut(WsSession session) {
    this.session = session;
  }

  @Override
  public void send(byte[] message) {
    turn.lock();
    try {
      sendUnlessLeft(() -> sendFrames(message));
    } finally {
      turn.unlock();
    }
  }

  private void sendFrames(byte[] message) {
    int from = 0;
    do {
      int length = Math.min(Listener.MAX_FRAME_BYTES, message.length - from);
      boolean last = from + length == message.length;
      session.send(BufferData.create(message, from, length), last);
      from += length;
    } while (from < message.length);
  }

  /// What is sent to somebody who has left is lost.
  private void sendUnlessLeft(Runnable sending) {
    try {
      if (!left) {
        sending.run();
      }
    } catch (UncheckedIOException gone) {
      left = true;
    }
  }

  @Override
  public void close(String reason) {
    end(NORMAL, reason);
  }

  /// Says why it is over, and sends nothing afterwards.
  void end(int status, String reason) {
    sendSoon(
        () -> {
          session.close(status, shortened(reason));
          left = true;
        });
  }

  /// A reason fits a close frame: 123 bytes.
  private static String shortened(String reason) {
    return reason.length() <= 100 ? reason : reason.substring(0, 100);
  }

  /// Answers a ping.
  void pong(BufferData payload) {
    sendSoon(() -> session.pong(payload));
  }

  private void sendSoon(Runnable sending) {
    try {
      if (turn.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          sendUnlessLeft(sending);
        } finally {
          turn.unlock();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
