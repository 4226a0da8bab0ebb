package skein.server.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import skein.core.value.SpaceId;
import skein.core.value.Value;
import skein.server.apps.AppRoutes;
import skein.server.apps.AppSites;
import skein.server.hosting.Access;
import skein.server.hosting.Apps;
import skein.server.hosting.Bounds;
import skein.server.hosting.Hosted;
import skein.server.hosting.Partners;
import skein.server.hosting.Person;
import skein.server.hosting.Spaces;
import skein.server.http.Answer;
import skein.server.http.Caller;
import skein.server.http.Guard;
import skein.server.http.Listener;
import skein.server.http.Method;
import skein.server.http.PathPattern;
import skein.server.http.Route;
import skein.server.http.RouteTable;
import skein.server.http.Who;
import skein.server.hub.Hub;
import skein.server.hub.HubRoutes;
import skein.server.hub.StoreBounds;
import skein.server.page.PageRoutes;
import skein.server.peers.BlobRoutes;
import skein.server.peers.ExchangeRoutes;
import skein.server.peers.LiveRoutes;
import skein.server.peers.Meters;
import skein.server.peers.PeerRoutes;
import skein.server.peers.SeenRoutes;
import skein.server.records.RecordRoutes;
import skein.sync.transport.Sittings;

/// A node that listens. Safe for all threads; [#close] ends it.
public final class Node implements AutoCloseable {
  private final List<Listener> listeners;
  private final PublicApps open;

  private Node(List<Listener> listeners, PublicApps open) {
    this.listeners = List.copyOf(listeners);
    this.open = open;
  }

  /// What a node says about itself. `names`: the names, lower case, by which others may reach it.
  public record About(String version, String identity, Set<String> names) {
    public About {
      names = Set.copyOf(names);
    }
  }

  /// What a node works with, and how it is set. `hub`: empty if it is none.
  public record Hosting(
      Spaces spaces,
      Access access,
      Partners partners,
      Apps apps,
      Optional<Hub> hub,
      RecordRoutes.Setting setting) {}

  /// Begins to listen at all addresses, or at none.
  public static Node start(List<Listener.Address> at, About about, Hosting hosting) {
    RouteTable table = table(about, hosting);
    Set<String> origins = hosting.hub().map(hub -> hub.setting().origins()).orElse(Set.of());
    Guard guard = new Guard(about.names(), new Keys(hosting), origins);
    AppSites faces = new AppSites(new AppRoutes(hosting.apps()));
    List<Listener> listeners = new ArrayList<>();
    try {
      at.forEach(address -> listeners.add(Listener.start(address, table, guard, faces)));
    } catch (IllegalStateException e) {
      listeners.forEach(Listener::close);
      throw e;
    }
    PublicApps open = new PublicApps(faces);
    hosting.apps().onPublic(open);
    return new Node(listeners, open);
  }

  /// All routes of a node.
  static RouteTable table(About about, Hosting hosting) {
    List<Route> routes = new ArrayList<>();
    routes.add(
        Route.of(
            Method.GET,
            "/node",
            Who.ANYONE,
            "Which product and version this is, and the node's identity.",
            request -> tell(about)));
    routes.add(
        Route.of(
            Method.GET,
            "/openapi.json",
            Who.ANYONE,
            "This description.",
            request -> Answer.json(OpenApi.of(routes, about.version()))));
    routes.addAll(PageRoutes.builtIn().routes());
    routes.addAll(new AppRoutes(hosting.apps()).own());
    List<Route> peers = new ArrayList<>();
    peers.addAll(new PeerRoutes(hosting.spaces(), hosting.access()).routes());
    Bounds bounds = hosting.hub().<Bounds>map(StoreBounds::new).orElse(Bounds.NONE);
    Meters meters = new Meters(bounds);
    Sittings sittings = new Sittings(() -> System.nanoTime() / 1_000_000);
    peers.addAll(new ExchangeRoutes(hosting.spaces(), sittings, meters).routes());
    peers.addAll(new BlobRoutes(hosting.spaces(), bounds).routes());
    peers.addAll(new LiveRoutes(hosting.spaces(), meters).routes());
    routes.addAll(peers.stream().map(Route::listed).toList());
    routes.addAll(new SeenRoutes(hosting.apps()).routes());
    hosting.hub().ifPresent(hub -> routes.addAll(new HubRoutes(hub).routes()));
    routes.addAll(
        new RecordRoutes(hosting.spaces(), hosting.partners(), hosting.setting()).routes());
    return new RouteTable(routes);
  }

  /// Who may use a space: by tokens; and whoever knows the id of an app may read it, and post.
  private record Keys(Hosting hosting) implements Guard.Keys {
    @Override
    public Optional<Caller> holder(String token, @Nullable String space) {
      if (hosting.access.isOwn(token)) {
        return Optional.of(Caller.OWNER);
      }
      if (space == null) {
        return Optional.empty();
      }
      Optional<Person> person =
          hosting
              .hub
              .filter(hub -> PathPattern.isId(space))
              .flatMap(hub -> hub.owner(token, SpaceId.parse(space)));
      if (person.isPresent()) {
        return Optional.of(new Caller(Who.WRITER, person.get().user()));
      }
      try (Hosted hosted = hosting.spaces.open(space).orElse(null)) {
        return hosted == null
            ? Optional.empty()
            : hosting.access.peer(token, hosted.replica().space()).map(Keys::caller);
      }
    }

    private static Caller caller(Access.Peer peer) {
      return new Caller(peer.mode() == Access.Mode.WRITE ? Who.WRITER : Who.READER, peer.name());
    }

    @Override
    public Caller stranger(@Nullable String space) {
      boolean app =
          space != null
              && PathPattern.isId(space)
              && hosting.apps.find(SpaceId.parse(space)).isPresent();
      return app ? Caller.GUEST : Caller.STRANGER;
    }
  }

  private static Answer tell(About about) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("product", Value.of("skein"));
    fields.put("version", Value.of(about.version()));
    fields.put("node", Value.of(about.identity()));
    return Answer.json(Value.of(fields));
  }

  /// Why no app could be public at this port now, a sentence; empty if one could.
  public static Optional<String> hindrance(int port) {
    return Listener.hindrance(PublicApps.at(port));
  }

  /// The ports, in the order of the addresses.
  public List<Integer> ports() {
    return listeners.stream().map(Listener::port).toList();
  }

  @Override
  public void close() {
    open.close();
    listeners.forEach(Listener::close);
  }
}
