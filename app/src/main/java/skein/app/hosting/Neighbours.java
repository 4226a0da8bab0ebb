package skein.app.hosting;

import java.net.URI;
import java.util.List;
import skein.app.home.AppLink;
import skein.app.home.Home;
import skein.app.home.SpaceBook;
import skein.app.meeting.Nodes;
import skein.core.value.SpaceId;
import skein.sync.transport.Unreachable;

/// Comes to know further peers of an app through those that are known. One thread calls [#meet].
final class Neighbours {
  /// How many peers of an app a home keeps.
  private static final int MOST_PEERS = 32;

  /// How many are asked in a round.
  private static final int MOST_ASKED = 3;

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

  private void ask(SpaceBook.Peer peer) {
    List<String> fresh =
        told(peer).stream()
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
    try {
      return WhereElse.ask(Nodes.peer(peer), Math.max(0, port));
    } catch (Unreachable away) {
      return List.of();
    }
  }
}
