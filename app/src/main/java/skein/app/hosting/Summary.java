package skein.app.hosting;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import skein.app.home.Address;
import skein.app.home.AppBook;
import skein.app.home.AppLink;
import skein.app.home.Home;
import skein.app.home.OpenSpace;
import skein.app.home.SpaceBook;
import skein.core.post.PostReading;
import skein.core.value.SpaceId;
import skein.server.hosting.Apps;
import skein.store.blobs.Reference;

/// How it stands with an app, for lists.
///
/// @param home the home that has it
/// @param space its space, open
public record Summary(Home home, OpenSpace space) {
  /// The app in a list, as far as nobody runs it. `state`: how it stands with a peer.
  public Apps.Card card(Function<SpaceBook.Peer, String> state) {
    return card(state, app -> null);
  }

  /// The same; `trouble`: why an app is not public, null if nothing hinders it.
  Apps.Card card(
      Function<SpaceBook.Peer, String> state, Function<SpaceId, @Nullable String> trouble) {
    Content content = new Content(home, space);
    Arrival arrival = new Arrival(content);
    SortedMap<String, Reference> files = content.all();
    boolean known = content.isMine() || space.replica().read(view -> view.lastNumber() > 0);
    return new Apps.Card(
        space.entry().id(),
        space.name(),
        new Title(content).text().orElse(space.name()),
        content.isMine(),
        new Apps.Size(
            files.size(),
            files.values().stream().mapToLong(Reference::size).sum(),
            space.posts().map(posts -> posts.store().read(PostReading::count)).orElse(0L)),
        new Apps.Progress(arrival.here(), files.size()),
        known && arrival.next(Set.of()).isEmpty(),
        peers().stream().map(peer -> new Apps.Peer(peer.address(), state.apply(peer))).toList(),
        link().text(),
        door(trouble));
  }

  private Apps.@Nullable Door door(Function<SpaceId, @Nullable String> trouble) {
    SpaceId app = space.entry().id();
    Long port = home.apps().of(app).map(AppBook.Entry::port).orElse(null);
    return port == null ? null : new Apps.Door(port.intValue(), trouble.apply(app));
  }

  private List<SpaceBook.Peer> peers() {
    return home.book().of(space.entry().id()).map(SpaceBook.Entry::peers).orElse(List.of());
  }

  /// Leads others to the app: to this node if one runs, and to the peers.
  public AppLink link() {
    List<String> at = new ArrayList<>(reached(home));
    for (SpaceBook.Peer peer : peers()) {
      if (peer.where() instanceof Address.Url(URI uri)) {
        at.add(uri.getAuthority());
      }
    }
    List<String> some = at.stream().distinct().limit(AppLink.MOST_PEERS).toList();
    return new AppLink(space.entry().id(), some);
  }

  /// Where the node of this home is reached, each `host:port`; nothing if none runs.
  private static List<String> reached(Home home) {
    return home.node().running().stream()
        .flatMap(node -> node.addresses().stream())
        .map(address -> URI.create(address).getAuthority())
        .toList();
  }
}
