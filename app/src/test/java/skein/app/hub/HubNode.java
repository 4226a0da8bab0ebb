package skein.app.hub;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import skein.app.Wiring;
import skein.app.apps.Reply;
import skein.app.cli.Setting;
import skein.app.home.Home;
import skein.app.node.Serving;
import skein.app.view.Pace;
import skein.app.view.Screen;
import skein.core.replica.Surroundings;
import skein.core.value.Bytes;
import skein.server.hosting.Bucket;
import skein.server.hosting.Rate;
import skein.server.hub.Limits;

/// A node on loopback that is a hub, asked over HTTP as browsers and programs do. Its clock goes on
/// when it is told to, and by itself.
public final class HubNode implements AutoCloseable {
  /// The origin of the pages that may use it.
  static final String ORIGIN = "https://app.example";

  /// As usual, but that a test may ask as often as it likes.
  static final Limits OFTEN =
      new Limits(
          Limits.USUAL.objects(),
          Limits.USUAL.bytes(),
          Limits.USUAL.blobBytes(),
          new Rate.Often(1_000_000, 1_000_000),
          new Rate.Often(1_000_000, 1_000_000));

  private final Home home;
  private final Serving serving;
  private final AtomicLong ahead;
  private final HttpClient client = HttpClient.newHttpClient();

  private HubNode(Home home, Serving serving, AtomicLong ahead) {
    this.home = home;
    this.serving = serving;
    this.ahead = ahead;
  }

  static HubNode start(Path home) {
    return start(home, OFTEN);
  }

  static HubNode start(Path home, Limits limits) {
    return start(home, limits, HubSignIn.Wish.DEVELOPMENT);
  }

  static HubNode start(Path home, Limits limits, HubSignIn.Wish ways) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    Screen screen = new Screen(nowhere, nowhere, Optional.empty(), new Pace(() -> 0));
    Setting setting =
        Wiring.setting(screen, home.resolve(".."), Map.of("SKEIN_HOME", home.toString()));
    Surroundings real = setting.home().surroundings();
    AtomicLong ahead = new AtomicLong();
    LongSupplier clock = () -> real.clockMillis().getAsLong() + ahead.get();
    Surroundings surroundings = new Surroundings(real.signer(), real.verifier(), clock, real.ids());
    Home clocked = new Home(home, setting.stores(), surroundings);
    Serving.HubWish hub =
        new Serving.HubWish("/sync", Set.of(ORIGIN), limits, Duration.ofMinutes(5), ways);
    Serving serving =
        Serving.start(
            clocked,
            new Serving.Tools(setting.stores(), setting.meeting(), sentence -> {}),
            new Serving.Wish(
                "127.0.0.1",
                0,
                Set.of(),
                new Serving.Protection.Usual(),
                "owner",
                null,
                Optional.of(hub)),
            "0");
    return new HubNode(clocked, serving, ahead);
  }

  /// The home that it serves.
  Home home() {
    return home;
  }

  /// Lets time go by.
  void pass(Duration time) {
    ahead.addAndGet(time.toMillis());
  }

  long nowMillis() {
    return home.surroundings().clockMillis().getAsLong();
  }

  String address() {
    return serving.addresses().getFirst();
  }

  /// Takes off the disk what was replaced or deleted in a store.
  boolean sweep(HubClient of) {
    return serving.sweep(Bucket.parse(of.name()).orElseThrow());
  }

  /// Somebody who has signed in, and a store of his.
  HubClient client(String user, String bucket) {
    return new HubClient(this, user, bucket, token(user, "http://app.example"));
  }

  String token(String user, String audience) {
    String form = "assertion=" + user + "&audience=" + audience;
    return verify(form).json("auth").replaceAll("\\{\"query\":\\{\"auth\":\"(.*)\"}}", "$1");
  }

  Reply verify(String form, String... headers) {
    return send("POST", "/sync/verify", form.getBytes(StandardCharsets.UTF_8), headers);
  }

  /// Sends a request. `headers`: names and values in turn.
  Reply send(String method, String target, byte[] body, String... headers) {
    return send(method, target, HttpRequest.BodyPublishers.ofByteArray(body), headers);
  }

  /// The same without saying beforehand how long the body is.
  Reply pour(String method, String target, byte[] body, String... headers) {
    InputStream stream = new ByteArrayInputStream(body);
    return send(method, target, HttpRequest.BodyPublishers.ofInputStream(() -> stream), headers);
  }

  private Reply send(
      String method, String target, HttpRequest.BodyPublisher body, String... headers) {
    URI uri = target.startsWith("http") ? URI.create(target) : URI.create(address() + target);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, body);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    HttpResponse<byte[]> response = sent(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    Map<String, String> said = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> header : response.headers().map().entrySet()) {
      said.put(header.getKey().toLowerCase(Locale.ROOT), String.join(", ", header.getValue()));
    }
    return new Reply(response.statusCode(), said, Bytes.of(response.body()));
  }

  /// Opens the stream of events of a store; to be closed.
  InputStream stream(HubClient of, String query) {
    URI uri = URI.create(address() + of.path() + "?auth=" + of.token() + "&" + query);
    HttpRequest request = HttpRequest.newBuilder(uri).header("Accept", "text/event-stream").build();
    return sent(request, HttpResponse.BodyHandlers.ofInputStream()).body();
  }

  private <T> HttpResponse<T> sent(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
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
    serving.close();
    client.shutdownNow();
  }
}
