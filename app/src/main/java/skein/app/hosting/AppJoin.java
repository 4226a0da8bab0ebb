package skein.app.hosting;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skein.app.home.Address;
import skein.app.home.AppBook;
import skein.app.home.AppLink;
import skein.app.home.Home;
import skein.app.home.OpenSpace;
import skein.app.home.SpaceBook;
import skein.core.replica.Retention;
import skein.core.value.SpaceId;
import skein.sync.transport.Pin;
import skein.sync.transport.Unreachable;

/// Makes an app's space in a home that joins it: the charter is learnt from whoever has it.
public final class AppJoin {
  private static final int NAME_CHARACTERS = 8;
  private final Home home;

  public AppJoin(Home home) {
    this.home = home;
  }

  /// What came of asking the peers: the space is here, or why each of them was of no use.
  public record Asked(boolean joined, Map<String, String> reasons) {
    public Asked {
      reasons = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
    }
  }

  /// Remembers that an app is to be joined, and whom to ask.
  public void remember(AppLink link, @Nullable String name) {
    if (name != null && home.book().of(link.id()).isEmpty()) {
      home.requireFree(name);
    }
    home.changeApps(
        book -> {
          AppBook.Entry entry = book.of(link.id()).orElse(AppBook.Entry.of(link.id()));
          for (String peer : link.at()) {
            entry = entry.asking(peer);
          }
          return book.with(name == null ? entry : entry.named(name));
        });
    keepPeers(link.id());
  }

  /// Asks those who may have the app, one after the other, until one has it.
  public Asked ask(SpaceId id) {
    Map<String, String> reasons = new LinkedHashMap<>();
    AppBook.Entry entry = home.apps().of(id).orElse(AppBook.Entry.of(id));
    for (String peer : entry.peers()) {
      if (home.book().of(id).isPresent()) {
        break;
      }
      try {
        make(entry, Charters.ask(id, peer));
      } catch (Unreachable e) {
        reasons.put(peer, String.valueOf(e.getMessage()));
      }
    }
    keepPeers(id);
    return new Asked(home.book().of(id).isPresent(), reasons);
  }

  private void make(AppBook.Entry entry, Charters.Holder holder) {
    String given = entry.name();
    String name = given == null ? free(entry.id()) : given;
    SpaceBook.Peer origin = peer(new SpaceBook.Entry(name, entry.id(), List.of()), holder);
    OpenSpace made = home.copy(name, holder.charter(), origin);
    try (made) {
      made.replica().retain(Retention.LATEST);
    }
  }

  private static SpaceBook.Peer peer(SpaceBook.Entry space, Charters.Holder holder) {
    SpaceBook.Peer plain = space.fresh(new Address.Url(holder.space()));
    Pin pin = holder.pin();
    return new SpaceBook.Peer(
        plain.name(), plain.address(), pin == null ? null : pin.toString(), null, null);
  }

  /// Once the space is here, the peers stand with it; one that is away as if it spoke plain HTTP,
  /// until [#meetAnew] finds out.
  private void keepPeers(SpaceId id) {
    Optional<AppBook.Entry> entry = home.apps().of(id);
    if (entry.isEmpty() || home.book().of(id).isEmpty()) {
      return;
    }
    for (String peer : entry.get().peers()) {
      SpaceBook.Entry space = home.book().of(id).orElseThrow();
      if (space.peers().stream().noneMatch(known -> known.address().contains("//" + peer + "/"))) {
        home.remember(id, reached(space, peer));
      }
    }
    home.changeApps(
        book ->
            book.of(id)
                .map(
                    old ->
                        book.with(new AppBook.Entry(id, null, List.of(), old.bytes(), old.port())))
                .orElse(book));
  }

  private static SpaceBook.Peer reached(SpaceBook.Entry space, String peer) {
    return found(space.id(), peer)
        .map(holder -> peer(space, holder))
        .orElseGet(() -> space.fresh(new Address.Url(AppLink.address(space.id(), peer))));
  }

  /// Asks a peer anew that was away when it was named, and so stands in the book as one that speaks
  /// plain HTTP. If it shows itself under TLS, that is what the book says from now on.
  void meetAnew(SpaceId id, SpaceBook.Peer peer) {
    if (peer.pin() == null && peer.address().startsWith("http://")) {
      String node = URI.create(peer.address()).getAuthority();
      found(id, node)
          .filter(holder -> holder.pin() != null)
          .ifPresent(
              holder -> {
                home.forget(id, peer.name());
                home.book().of(id).ifPresent(space -> home.remember(id, peer(space, holder)));
              });
    }
  }

  private static Optional<Charters.Holder> found(SpaceId id, String node) {
    try {
      return Optional.of(Charters.ask(id, node));
    } catch (Unreachable away) {
      return Optional.empty();
    }
  }

  /// A name for an app that was given none.
  String free(SpaceId id) {
    List<String> taken = new ArrayList<>(home.book().names());
    String word = "app-" + id.toString().substring(0, NAME_CHARACTERS);
    String name = word;
    for (int i = 2; taken.contains(name); i++) {
      name = word + "-" + i;
    }
    return name;
  }
}
