package skein.app.hosting;

import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import skein.core.value.Json;
import skein.core.value.NotStrict;
import skein.core.value.Value;
import skein.server.hosting.SeenAt;
import skein.sync.transport.HttpCaller;
import skein.sync.transport.HttpPeer;
import skein.sync.transport.Unreachable;

/// Asks a peer of an app where else the app was seen, and tells it that it stands here as well.
public final class WhereElse {
  /// How many addresses are taken from one answer.
  public static final int MOST_ADDRESSES = 20;

  private static final int MAX_BYTES = 4096;
  private static final HttpCaller.Patience PATIENCE =
      new HttpCaller.Patience(Duration.ofSeconds(5), Duration.ofSeconds(10));

  private WhereElse() {}

  /// The addresses that it tells, each `host:port`: by number, and none on this machine unless the
  /// peer is on it. What is no such address is passed over.
  ///
  /// @param peer as it has the space
  /// @param ownPort where this node listens; 0 if it cannot be reached
  /// @throws Unreachable if the peer cannot be asked, or does not have the app
  public static List<String> ask(HttpPeer peer, int ownPort) {
    String body = ownPort == 0 ? "{}" : "{\"port\":" + ownPort + "}";
    try (HttpCaller caller = new HttpCaller(peer, PATIENCE)) {
      byte[] answer =
          caller.ask(caller.posting("/seen", body.getBytes(StandardCharsets.US_ASCII)), MAX_BYTES);
      return read(answer, machine(peer.space())).stream().map(SeenAt::text).toList();
    } catch (NotStrict e) {
      throw new Unreachable("what " + peer.space() + " answered is no list: " + e.getMessage(), e);
    }
  }

  /// The machine of the peer, if its address is a number; else one that is not this one.
  private static InetAddress machine(URI space) {
    return SeenAt.parse(space.getAuthority())
        .map(SeenAt::machine)
        .orElseGet(
            () ->
                space.getHost().equals("localhost")
                    ? InetAddress.getLoopbackAddress()
                    : InetAddress.ofLiteral("0.0.0.0"));
  }

  static List<SeenAt> read(byte[] answer, InetAddress from) throws NotStrict {
    List<SeenAt> found = new ArrayList<>();
    if (Json.parse(answer) instanceof Value.Obj(SequencedMap<String, Value> fields)
        && fields.get("addresses") instanceof Value.Array(List<Value> addresses)) {
      addresses.stream()
          .limit(MOST_ADDRESSES)
          .filter(Value.Text.class::isInstance)
          .flatMap(one -> SeenAt.parse(((Value.Text) one).value()).stream())
          .filter(at -> at.isFor(from))
          .distinct()
          .forEach(found::add);
    }
    return found;
  }
}
