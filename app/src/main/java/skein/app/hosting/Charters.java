package skein.app.hosting;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skein.app.home.AppLink;
import skein.core.history.Charter;
import skein.core.value.Bytes;
import skein.core.value.NotStrict;
import skein.core.value.SpaceId;
import skein.sync.transport.HttpCaller;
import skein.sync.transport.HttpPeer;
import skein.sync.transport.Pin;
import skein.sync.transport.ShownKey;
import skein.sync.transport.Unreachable;

/// Learns the charter of an app from a peer; the id proves it.
final class Charters {
  private static final int MAX_BYTES = 4096;
  private static final HttpCaller.Patience PATIENCE =
      new HttpCaller.Patience(Duration.ofSeconds(5), Duration.ofSeconds(10));

  private Charters() {}

  /// A peer that has the app: where, which key it shows there (null over plain HTTP), and the
  /// charter.
  record Holder(URI space, @Nullable Pin pin, Charter charter) {}

  /// Asks a node, `host:port`; over plain HTTP, and if it does not speak that, over TLS. Whoever it
  /// is: what comes proves itself.
  ///
  /// @throws Unreachable if the peer cannot be asked, or what it says is something else; the
  ///   message says what
  static Holder ask(SpaceId id, String peer) {
    URI plain = AppLink.address(id, peer);
    try {
      return new Holder(plain, null, ask(HttpPeer.open(plain), id));
    } catch (Unreachable notPlain) {
      URI secret = URI.create(plain.toString().replaceFirst("^http:", "https:"));
      Optional<Pin> pin = shown(secret);
      if (pin.isEmpty()) {
        throw notPlain;
      }
      return new Holder(secret, pin.get(), ask(new HttpPeer(secret, null, pin.get()), id));
    }
  }

  private static Optional<Pin> shown(URI secret) {
    try {
      return Optional.of(ShownKey.at(secret));
    } catch (Unreachable none) {
      return Optional.empty();
    }
  }

  private static Charter ask(HttpPeer peer, SpaceId id) {
    try (HttpCaller caller = new HttpCaller(peer, PATIENCE)) {
      byte[] answer = caller.ask(caller.request("/charter").GET().build(), MAX_BYTES);
      return proven(caller, answer, id);
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
