package skein.server.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import io.helidon.websocket.WsUpgradeException;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One WebSocket between the HTTP library and a [SocketSide]. Messages are put together from their
/// frames, and bounded; those that go out are sent whole, one at a time.
///
/// The guard asks twice: before the upgrade as if the caller sat on this machine, which the library
/// does not tell yet, and again when the socket is open and before anything of it is read. It goes
/// on asking every [#LOOK] as long as the socket is open: what let somebody in may end.
final class SocketAdapter implements WsListener {
  /// The longest message, in bytes: one of an exchange, and the byte before it.
  private static final int MAX_MESSAGE_BYTES = (16 << 20) + 1;

  /// The header in which subprotocols are offered, and the chosen one told.
  static final String OFFERED = "Sec-WebSocket-Protocol";

  /// The one that is chosen whenever it is offered: browsers drop a socket that chooses none.
  private static final String PROTOCOL = "skein.live";

  private static final Duration LOOK = Duration.ofSeconds(5);

  private final Dispatch dispatch;
  private final Handler.Socket handler;
  private final Set<SocketAdapter> open;
  private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
  private @Nullable Asked asked;
  private volatile @Nullable SocketOut out;
  private final AtomicReference<@Nullable SocketSide> side = new AtomicReference<>();
  private final CountDownLatch over = new CountDownLatch(1);

  /// @param open holds those that are open, of all
  SocketAdapter(Dispatch dispatch, Handler.Socket handler, Set<SocketAdapter> open) {
    this.dispatch = dispatch;
    this.handler = handler;
    this.open = open;
  }

  /// What the upgrade asked for.
  private record Asked(RouteTable.Found found, String query, Map<String, String> headers) {
    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  @Override
  public Optional<Headers> onHttpUpgrade(HttpPrologue prologue, Headers headers)
      throws WsUpgradeException {
    Map<String, String> kept = new LinkedHashMap<>();
    for (String name : Guard.HEADERS) {
      headers.first(HeaderNames.create(name)).ifPresent(value -> kept.put(name, value));
    }
    try {
      RouteTable.Found found = dispatch.find("GET", prologue.uriPath().rawPath());
      Asked made = new Asked(found, prologue.query().rawValue(), kept);
      admit(made, new Guard.Way(false, true));
      asked = made;
      return offered(made.header(OFFERED)).anyMatch(PROTOCOL::equals)
          ? Optional.of(WritableHeaders.create().set(HeaderNames.create(OFFERED), PROTOCOL))
          : Optional.empty();
    } catch (Problem problem) {
      throw new WsUpgradeException(problem.status() + " " + problem.getMessage());
    }
  }

  /// The subprotocols that a header offers.
  static Stream<String> offered(Optional<String> header) {
    return header.stream().flatMap(value -> Stream.of(value.split(","))).map(String::strip);
  }

  private Caller admit(Asked made, Guard.Way way) {
    Guard.Visit visit = new Guard.Visit(made::header, way);
    return dispatch.guard().admit(visit, made.found().route(), made.found().path().get("space"));
  }

  @Override
  public void onOpen(WsSession session) {
    Asked made = asked;
    SocketOut outlet = new SocketOut(session);
    out = outlet;
    if (made == null) {
      outlet.end(SocketOut.AGAINST_THE_RULES, "it was never asked for");
      return;
    }
    try {
      boolean secure = session.socketContext().isSecure();
      var remote = session.socketContext().remotePeer().address();
      Guard.Way way = new Guard.Way(secure, Dispatch.isLoopback(remote));
      Caller caller = admit(made, way);
      SocketSide opened =
          handler.open(
              new Upgraded(
                  made.found().path(),
                  caller,
                  Dispatch.remote(remote),
                  made.query(),
                  made::header));
      side.set(opened);
      open.add(this);
      opened.opened(outlet);
      Thread.ofVirtual().name("standing").start(() -> watch(made, way));
    } catch (Problem problem) {
      outlet.end(SocketOut.AGAINST_THE_RULES, String.valueOf(problem.getMessage()));
    }
  }

  /// Ends it when whoever opened it may not any more.
  private void watch(Asked made, Guard.Way way) {
    try {
      while (!over.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        admit(made, way);
      }
    } catch (Problem problem) {
      // First what it is closed for: the side has a farewell of its own.
      part(SocketOut.AGAINST_THE_RULES, String.valueOf(problem.getMessage()));
    } catch (RuntimeException failure) {
      // Whether it still may is not known.
      part(SocketOut.FAILED, "this node failed; try again later");
      throw failure;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Says why it is over, and ends it.
  private void part(int status, String reason) {
    SocketOut outlet = out;
    try {
      if (outlet != null) {
        outlet.end(status, reason);
      }
    } finally {
      end();
    }
  }

  /// The node ends. A peer would else have to notice by itself, and not all do: where the end comes
  /// right behind a message, `java.net.http` of Java 25 never tells it.
  void goAway() {
    part(SocketOut.GOING_AWAY, "the node has ended");
  }

  @Override
  public void onPing(WsSession session, BufferData payload) {
    SocketOut outlet = out;
    if (outlet != null) {
      outlet.pong(payload);
    }
  }

  @Override
  public void onMessage(WsSession session, BufferData buffer, boolean last) {
    SocketSide here = side.get();
    if (here == null) {
      return;
    }
    byte[] part = buffer.readBytes();
    if (parts.size() + part.length > MAX_MESSAGE_BYTES) {
      part(SocketOut.TOO_BIG, "a message is longer than " + MAX_MESSAGE_BYTES + " bytes");
      return;
    }
    if (last && parts.size() == 0) {
      here.message(part);
      return;
    }
    parts.writeBytes(part);
    if (last) {
      byte[] whole = parts.toByteArray();
      parts.reset();
      here.message(whole);
    }
  }

  @Override
  public void onMessage(WsSession session, String text, boolean last) {
    part(SocketOut.AGAINST_THE_RULES, "only binary messages are taken");
  }

  @Override
  public void onClose(WsSession session, int status, String reason) {
    end();
  }

  @Override
  public void onError(WsSession session, Throwable failure) {
    end();
  }

  /// Nothing is taken any more; also where the library does not tell.
  void end() {
    over.countDown();
    SocketSide here = side.getAndSet(null);
    if (here != null) {
      open.remove(this);
      here.closed();
    }
  }
}
