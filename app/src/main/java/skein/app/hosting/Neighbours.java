package skein.app.hosting;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import skein.app.home.Address;
import skein.app.home.AppLink;
import skein.app.home.Home;
import skein.app.home.SpaceBook;
import skein.app.meeting.Nodes;
import skein.core.value.Json;
import skein.core.value.NotStrict;
import skein.core.value.SpaceId;
import skein.core.value.Value;
import skein.server.hosting.SeenAt;
import skein.sync.transport.HttpCaller;
import skein.sync.transport.Unreachable;

/// Comes to know further peers of an app through those that are known. One thread calls [#meet].
final class Neighbours {
  /// How many peers of an app a home keeps.
  private static final int MOST_PEERS = 32;

  /// How many are asked in a round.
  private static final int MOST_ASKED = 3;

  /// The machine of a peer that is known by a name: some other than this one.
  private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("192.0.2.1");

  private static final int MAX_ANSWER_BYTES = 1 << 14;
  private static final HttpCaller.Patience PATIENCE =
      new HttpCaller.Patience(Duration.ofSeconds(5), Duration.ofSeconds(10));

  private final Home home;
  private final SpaceId app;
  private final Company company;

  Neighbours(Home home, SpaceId app, Company company) {
    this.home = home;
    this.app = app;
    this.company = company;
  }

  /// Asks some of those who are connected.
  void meet() {
    company.known().stream()
        .filter(peer -> company.state(peer).equals(Company.CONNECTED))
        .limit(MOST_ASKED)
        .toList()
        .forEach(this::ask);
  }

  /// What a peer on this machine tells may be on this machine too; what others tell may not.
  private void ask(SpaceBook.Peer peer) {
    if (!(peer.where() instanceof Address.Url(URI uri))) {
      return;
    }
    Optional<InetAddress> teller = SeenAt.parse(uri.getAuthority()).map(SeenAt::machine);
    List<String> fresh =
        told(peer).stream()
            .flatMap(address -> SeenAt.parse(address).stream())
            .filter(at -> at.isFor(teller.orElse(ELSEWHERE)))
            .map(SeenAt::text)
            .filter(address -> !own().contains(address))
            .filter(address -> company.known().stream().noneMatch(known -> isAt(known, address)))
            .limit(Math.max(0, MOST_PEERS - company.known().size()))
            .toList();
    if (!fresh.isEmpty()) {
      new AppJoin(home).remember(new AppLink(app, fresh), null);
    }
  }

  private static boolean isAt(SpaceBook.Peer peer, String address) {
    return peer.address().contains("//" + address + "/");
  }

  /// Where the node of this home listens, each `host:port`.
  private List<String> own() {
    return home.node().running().stream()
        .flatMap(node -> node.addresses().stream())
        .map(address -> URI.create(address).getAuthority())
        .toList();
  }

  private List<String> told(SpaceBook.Peer peer) {
    int port = own().stream().findFirst().map(at -> URI.create("http://" + at).getPort()).orElse(0);
    try (HttpCaller caller = new HttpCaller(Nodes.peer(peer), PATIENCE)) {
      String body = port > 0 ? "{\"port\":" + port + "}" : "{}";
      HttpRequest request =
          caller.request("/seen").POST(HttpRequest.BodyPublishers.ofString(body)).build();
      var limited =
          HttpResponse.BodyHandlers.limiting(
              HttpResponse.BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES);
      HttpResponse<byte[]> answer = caller.ask(request, limited);
      return answer.statusCode() == 200 ? parsed(answer.body()) : List.of();
    } catch (Unreachable away) {
      return List.of();
    }
  }

  private static List<String> parsed(byte[] body) {
    List<String> addresses = new ArrayList<>();
    try {
      if (Json.parse(body) instanceof Value.Obj object
          && object.get("addresses") instanceof Value.Array(List<Value> items)) {
        for (Value item : items) {
          addresses.add(item instanceof Value.Text(String text) ? text : "");
        }
      }
      return addresses.subList(0, Math.min(addresses.size(), AppLink.MOST_PEERS));
    } catch (NotStrict e) {
      return List.of();
    }
  }
}
