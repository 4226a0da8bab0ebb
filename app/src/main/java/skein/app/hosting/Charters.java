package skein.app.hosting;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import skein.core.history.Charter;
import skein.core.value.Bytes;
import skein.core.value.NotStrict;
import skein.core.value.SpaceId;
import skein.sync.transport.HttpCaller;
import skein.sync.transport.HttpPeer;
import skein.sync.transport.Unreachable;

/// Learns the charter of an app from a peer; the id proves it.
final class Charters {
  private static final int MAX_BYTES = 4096;
  private static final HttpCaller.Patience PATIENCE =
      new HttpCaller.Patience(Duration.ofSeconds(5), Duration.ofSeconds(10));

  private Charters() {}

  /// @param space `http(s)://host:port/s/<id>`
  /// @throws Unreachable if the peer cannot be asked, or what it says is something else; the
  ///   message says what
  static Charter ask(URI space, SpaceId id) {
    try (HttpCaller caller = new HttpCaller(HttpPeer.open(space), PATIENCE)) {
      HttpRequest request = caller.request("/charter").GET().build();
      var limited =
          HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MAX_BYTES);
      HttpResponse<byte[]> answer = caller.ask(request, limited);
      if (answer.statusCode() != 200) {
        throw caller.refused(answer.statusCode(), null, answer.body());
      }
      return proven(caller, answer.body(), id);
    }
  }

  private static Charter proven(HttpCaller caller, byte[] body, SpaceId id) {
    try {
      Charter charter = Charter.parse(Bytes.of(body));
      if (!charter.space().equals(id)) {
        throw new Unreachable(caller.tried("its charter is that of another space"));
      }
      if (!charter.posts() || charter.write() != Charter.Access.GRANTED) {
        throw new Unreachable(caller.tried("that space is no app"));
      }
      return charter;
    } catch (NotStrict | IllegalArgumentException e) {
      throw new Unreachable(caller.tried("its charter is none: " + e.getMessage()), e);
    }
  }
}
