package skein.app.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import skein.app.home.SpaceBook;

/// A WebSocket lasts no longer than the token that it was opened with.
@Timeout(60)
final class LiveTokenTest extends OneHub {
  private static final int AGAINST_THE_RULES = 1008;

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void note() {
    ann.post("", "[{\"type\":\"note\",\"id\":\"a\",\"data\":{}}]").is(200);
  }

  @AfterEach
  void hangUp() {
    client.shutdownNow();
  }

  /// What a socket is closed with.
  private record Closed(int status, String reason) {}

  private static final class Listening implements WebSocket.Listener {
    private final CompletableFuture<Closed> closed = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      closed.complete(new Closed(status, reason));
      return closed;
    }
  }

  private Listening open(String token) {
    Listening listening = new Listening();
    SpaceBook.Entry entry = node.home().find(ann.name()).orElseThrow();
    URI address = URI.create(node.address().replace("http:", "ws:") + "/s/" + entry.id() + "/live");
    client
        .newWebSocketBuilder()
        .subprotocols("skein.live", "skein.bearer." + token)
        .buildAsync(address, listening)
        .join();
    return listening;
  }

  @Test
  void itIsClosedWhenTheTokenIsRevokedAndThoseOfOthersAreNot() {
    String other = node.token("ann@example.com", "http://app.example");
    Listening revoked = open(ann.token());
    Listening stays = open(other);
    node.send("POST", "/sync/sign-out?auth=" + ann.token(), new byte[0]).is(200);
    assertThat(revoked.closed.join().status()).isEqualTo(AGAINST_THE_RULES);
    assertThatThrownBy(() -> open(ann.token())).isInstanceOf(CompletionException.class);
    assertThat(stays.closed).isNotDone();
  }

  @Test
  void itIsClosedWhenTheTokenExpires() {
    Listening socket = open(ann.token());
    node.pass(Passes.LIFE.plusMinutes(1));
    Closed closed = socket.closed.join();
    assertThat(closed.status()).isEqualTo(AGAINST_THE_RULES);
    assertThat(closed.reason()).contains("the token is not known");
  }
}
