package skein.server.http;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsRouting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Serves a table of routes over HTTP/1.1, each request on a virtual thread of its own.
public final class Listener implements AutoCloseable {
  /// How long a connection may stand idle.
  private static final Duration IDLE = Duration.ofMinutes(5);

  /// How many connections may be open.
  private static final int MOST_CONNECTIONS = 4096;

  /// The longest body that is taken at all; handlers set their own, smaller ones. In bytes.
  private static final long MAX_BODY_BYTES = 1L << 40;

  /// The longest frame of a WebSocket, in bytes; messages are cut into such.
  static final int MAX_FRAME_BYTES = 1 << 20;

  private static final Duration GRACE = Duration.ofMillis(500);

  /// The library tells of its start on the console, and of a failure to start, which we tell
  /// ourselves; later only its warnings are news. Kept here, since loggers that nobody holds forget
  /// their level.
  private static final Logger LIBRARY = Logger.getLogger("io.helidon");

  private final WebServer server;
  private final boolean secure;
  private final Set<SocketAdapter> open;

  /// Where to listen. `address`: an IP address or name of this machine; `port` 0 for any that is
  /// free; `tls`: null for plain HTTP.
  public record Address(String address, int port, @Nullable SSLContext tls) {}

  private Listener(WebServer server, boolean secure, Set<SocketAdapter> open) {
    this.server = server;
    this.secure = secure;
    this.open = open;
  }

  /// Begins to listen.
  ///
  /// @throws IllegalStateException if the port is taken or the address is not this machine's
  public static Listener start(Address at, RouteTable table, Guard guard, Faces faces) {
    LIBRARY.setLevel(Level.OFF);
    Dispatch dispatch = new Dispatch(table, guard, faces);
    Set<SocketAdapter> open = ConcurrentHashMap.newKeySet();
    WsRouting.Builder sockets = WsRouting.builder();
    for (Route route : table.routes()) {
      if (route.handler() instanceof Handler.Socket socket) {
        sockets.endpoint(route.path().toString(), () -> new SocketAdapter(dispatch, socket, open));
      }
    }
    var builder =
        WebServer.builder()
            .host(at.address())
            .port(at.port())
            .shutdownHook(false)
            .shutdownGracePeriod(GRACE)
            .idleConnectionTimeout(IDLE)
            .maxTcpConnections(MOST_CONNECTIONS)
            .maxPayloadSize(MAX_BODY_BYTES)
            .connectionOptions(options -> options.tcpNoDelay(true))
            .addProtocol(WsConfig.builder().maxFrameLength(MAX_FRAME_BYTES).build())
            .addRouting(
                HttpRouting.builder().any((request, response) -> dispatch.http(request, response)))
            .addRouting(sockets);
    SSLContext tls = at.tls();
    if (tls != null) {
      builder.tls(config -> config.sslContext(tls));
    }
    InetSocketAddress address = new InetSocketAddress(at.address(), at.port());
    if (address.isUnresolved()) {
      throw new IllegalStateException(cannotListen(at, "there is no such address"));
    }
    WebServer server = builder.build().start();
    LIBRARY.setLevel(Level.WARNING);
    if (!server.isRunning()) {
      throw new IllegalStateException(
          hindrance(at).orElse(cannotListen(at, "the server did not start")));
    }
    return new Listener(server, tls != null, open);
  }

  private static String cannotListen(Address at, String why) {
    return "cannot listen on " + at.address() + ":" + at.port() + ": " + why;
  }

  /// Why nobody could listen there now, a sentence; empty if one could. The library does not say
  /// why it could not start; the system does.
  public static Optional<String> hindrance(Address at) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(at.address(), at.port()));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(cannotListen(at, String.valueOf(e.getMessage())));
    }
  }

  public int port() {
    return server.port();
  }

  public boolean isSecure() {
    return secure;
  }

  @Override
  public void close() {
    open.forEach(SocketAdapter::goAway);
    server.stop();
    open.forEach(SocketAdapter::end); // the library tells not all of them
  }
}
