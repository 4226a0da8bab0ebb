package skein.server.world;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import skein.core.value.SpaceId;
import skein.server.hosting.Apps;
import skein.server.hosting.Partners;
import skein.server.http.Listener;
import skein.server.node.Node;
import skein.server.records.RecordRoutes;

/// A node that listens on a free port of this machine, over the spaces `bugs` and `cars`; the
/// latter stands at the root as well. Its own token is `own`.
public final class World implements AutoCloseable {
  public static final String TOKEN = "own";
  private static final int TIMEOUT_MILLIS = 20_000;

  private final List<FakeSpace> spaces =
      List.of(new FakeSpace("bugs", 1), new FakeSpace("cars", 2));
  private final Node node;
  private final HttpClient client = HttpClient.newHttpClient();

  public World() {
    this.node = Node.start(List.of(new Listener.Address("127.0.0.1", 0, null)), about(), hosting());
  }

  public static Node.About about() {
    return new Node.About("0", "fake", Set.of());
  }

  /// What the node works with.
  public Node.Hosting hosting() {
    return new Node.Hosting(
        new HeldSpaces(spaces),
        new OneToken(TOKEN),
        new OnePeer(),
        Apps.NONE,
        Optional.of(new FakeHub().hub()),
        new RecordRoutes.Setting("node", "cars"));
  }

  public FakeSpace space(String name) {
    return spaces.stream()
        .filter(space -> space.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no space " + name));
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + node.ports().getFirst() + path);
  }

  /// Sends a request. `headers`: names and values in turn.
  public Reply send(String method, String path, String body, String... headers) {
    return send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  /// Sends a request with a body of bytes.
  public Reply send(String method, String path, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return Reply.of(send(request.build(), HttpResponse.BodyHandlers.ofString()));
  }

  public Reply get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  /// Opens a stream of lines; to be closed.
  public HttpResponse<InputStream> open(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  /// Sends one line as it stands, and the headers that must be; gives back the first line of what
  /// is answered.
  public String raw(String line) throws IOException {
    int port = node.ports().getFirst();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request = line + "\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.setSoTimeout(TIMEOUT_MILLIS);
      InputStream answer = socket.getInputStream();
      var lines = new BufferedReader(new InputStreamReader(answer, StandardCharsets.UTF_8));
      return String.valueOf(lines.readLine());
    }
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return client.send(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    node.close();
    client.shutdownNow();
  }

  private static final class OnePeer implements Partners {
    @Override
    public List<Partner> of(SpaceId space) {
      return List.of(
          new Partner("B", "http://b.example", State.IN_STEP, "2026-11-21T10:00:00Z", null, null));
    }

    @Override
    public Optional<List<Synced>> sync(SpaceId space, @Nullable String name) {
      return name == null || name.equals("B")
          ? Optional.of(List.of(new Synced("B", new Moved(3, 4), null)))
          : Optional.empty();
    }
  }
}
