package skein.testkit.sync;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import skein.core.replica.Replica;
import skein.sync.exchange.Held;
import skein.sync.transport.Answer;
import skein.sync.transport.Direction;
import skein.sync.transport.Frames;
import skein.sync.transport.HttpPeer;
import skein.sync.transport.HttpTransport;
import skein.sync.transport.Sittings;

/// A little HTTP server on this machine's own address that carries exchanges, as a node does.
final class Carrier implements AutoCloseable {
  final AtomicInteger requests = new AtomicInteger();
  final AtomicLong bytes = new AtomicLong();
  final Sittings sittings = new Sittings(() -> System.nanoTime() / 1_000_000);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  private Carrier(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
  }

  static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /// Carries exchanges with this replica.
  static Carrier of(Replica replica) {
    return of(Held.of(replica));
  }

  /// The same with its posts.
  static Carrier of(Held held) {
    Carrier carrier = new Carrier(created());
    carrier.answer(exchange -> carrier.exchange(exchange, held));
    return carrier;
  }

  /// Answers as `handler` does.
  static Carrier answering(HttpHandler handler) {
    return new Carrier(created()).answer(handler);
  }

  /// Carries exchanges over a server that was made elsewhere.
  static Carrier over(HttpServer server, Replica replica) {
    Carrier carrier = new Carrier(server);
    return carrier.answer(exchange -> carrier.exchange(exchange, Held.of(replica)));
  }

  private static HttpServer created() {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      return HttpServer.create(anyPort(), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Carrier answer(HttpHandler handler) {
    server.createContext("/", handler);
    server.start();
    return this;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + port() + "/s/space");
  }

  int port() {
    return server.getAddress().getPort();
  }

  HttpTransport transport() {
    return new HttpTransport(HttpPeer.open(uri()));
  }

  private void exchange(HttpExchange http, Held held) throws IOException {
    try (http) {
      byte[] body = http.getRequestBody().readNBytes(Frames.MAX_BYTES + 1);
      String session = http.getRequestHeaders().getFirst(HttpTransport.SESSION);
      String query = http.getRequestURI().getQuery();
      Direction direction = query.equals("role=push") ? Direction.PUSH : Direction.PULL;
      requests.incrementAndGet();
      bytes.addAndGet(body.length);
      switch (sittings.post(session, direction, held, "peer", body)) {
        case Answer.Going going -> {
          http.getResponseHeaders().add(HttpTransport.SESSION, going.session());
          respond(http, 200, Frames.join(going.messages()));
        }
        case Answer.Over over -> respond(http, 200, Frames.join(over.messages()));
        case Answer.Refused refused -> respond(http, status(refused.fault()), null);
      }
    }
  }

  private void respond(HttpExchange http, int status, byte @Nullable [] body) throws IOException {
    http.getResponseHeaders().add("Content-Type", HttpTransport.MEDIA_TYPE);
    http.sendResponseHeaders(status, body == null || body.length == 0 ? -1 : body.length);
    if (body != null) {
      bytes.addAndGet(body.length);
      http.getResponseBody().write(body);
    }
  }

  private static int status(Answer.Fault fault) {
    return switch (fault) {
      case GARBLED -> 400;
      case UNKNOWN -> 404;
      case TOO_LARGE -> 413;
      case BUSY -> 429;
    };
  }

  /// Breaks every connection, now.
  void die() {
    server.stop(0);
  }

  @Override
  public void close() {
    die();
    threads.close();
  }
}
