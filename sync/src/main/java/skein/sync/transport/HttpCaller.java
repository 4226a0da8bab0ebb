package skein.sync.transport;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import skein.core.replica.StoreBroken;

/// Asks one peer over HTTP, and trusts it with nothing: redirects are not followed, so that the
/// token goes nowhere else; an answer has a longest time and size. Safe for all threads.
public final class HttpCaller implements AutoCloseable {
  /// How long it may take until the other machine takes the connection.
  public static final Duration CONNECT_LIMIT = Duration.ofSeconds(15);

  /// How long an answer may take to begin.
  public static final Duration BEGIN_LIMIT = Duration.ofSeconds(60);

  /// How long an answer may take as a whole.
  public static final Duration ANSWER_LIMIT = Duration.ofMinutes(10);

  private final HttpPeer peer;
  private final Patience patience;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client;

  /// How long one call waits: for the beginning, and for the whole of the answer.
  public record Patience(Duration begin, Duration whole) {
    public static final Patience USUAL = new Patience(BEGIN_LIMIT, ANSWER_LIMIT);
  }

  public HttpCaller(HttpPeer peer) {
    this(peer, Patience.USUAL);
  }

  /// With other limits than the usual ones.
  public HttpCaller(HttpPeer peer, Patience patience) {
    this.peer = peer;
    this.patience = patience;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_LIMIT)
            .executor(threads);
    Pin pin = peer.pin();
    if (pin != null) {
      builder.sslContext(believing(PinnedTrust.Belief.in(pin)));
    }
    this.client = builder.build();
  }

  static SSLContext believing(PinnedTrust.Belief belief) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new PinnedTrust(belief)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }

  public HttpPeer peer() {
    return peer;
  }

  /// For a WebSocket, by the same rules.
  public HttpClient client() {
    return client;
  }

  /// A request within the space, with the token: `rest` begins with `/`.
  public HttpRequest.Builder request(String rest) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(peer.at(rest)).timeout(patience.begin());
    HttpPeer.Token token = peer.token();
    if (token != null) {
      builder.header("Authorization", "Bearer " + token.secret());
    }
    return builder;
  }

  /// Asks, and waits for the whole answer, of whatever status.
  ///
  /// @throws Unreachable when there is none, or not within the limits
  /// @throws StoreBroken when `body` could not keep it
  public <T> HttpResponse<T> ask(HttpRequest request, HttpResponse.BodyHandler<T> body) {
    CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, body);
    try {
      return answer.get(patience.whole().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      String limit = patience.whole().toSeconds() + " s";
      throw new Unreachable(tried("its answer took over " + limit + ", try again later"), e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new Unreachable(tried("it was interrupted"), e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreBroken disk) {
        throw disk;
      }
      throw new Unreachable(tried(Refusals.why(e)), e);
    }
  }

  /// A request that posts JSON.
  public HttpRequest posting(String rest, byte[] json) {
    return request(rest)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofByteArray(json))
        .build();
  }

  /// Asks, and gives what is answered with 200, at most so many bytes.
  ///
  /// @throws Unreachable when there is no such answer; the message has the peer's own reason
  public byte[] ask(HttpRequest request, int mostBytes) {
    HttpResponse<byte[]> answer =
        ask(
            request,
            HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), mostBytes));
    if (answer.statusCode() != 200) {
      throw refused(answer.statusCode(), null, answer.body());
    }
    return answer.body();
  }

  /// A sentence that says with whom it failed, and why.
  public String tried(String why) {
    return "the exchange with " + peer.space() + " failed: " + why;
  }

  /// For an answer that is not the one hoped for.
  public Unreachable refused(int status, @Nullable String location, byte[] body) {
    return new Unreachable(tried(Refusals.why(status, location, body)));
  }

  @Override
  public void close() {
    client.shutdownNow();
    threads.close();
  }
}
