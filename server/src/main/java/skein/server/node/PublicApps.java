package skein.server.node;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import skein.core.value.SpaceId;
import skein.server.apps.AppSites;
import skein.server.hosting.Apps;
import skein.server.http.Guard;
import skein.server.http.Listener;
import skein.server.http.RouteTable;

/// Serves the apps that are public, each at a port of its own, on all addresses of this machine,
/// and nothing else there. Safe for all threads.
final class PublicApps implements Apps.Doors, AutoCloseable {
  private static final String EVERYWHERE = "0.0.0.0";
  private static final RouteTable NOTHING = new RouteTable(List.of());

  private final AppSites sites;
  // Guarded by this.
  private final Map<SpaceId, Listener> listeners = new LinkedHashMap<>();
  private boolean closed;

  PublicApps(AppSites sites) {
    this.sites = sites;
  }

  @Override
  public synchronized Map<SpaceId, String> open(Map<SpaceId, Integer> ports) {
    listeners
        .entrySet()
        .removeIf(
            open -> {
              Integer port = ports.get(open.getKey());
              boolean gone = port == null || port != open.getValue().port();
              if (gone) {
                open.getValue().close();
              }
              return gone;
            });
    Map<SpaceId, String> troubles = new LinkedHashMap<>();
    ports.forEach(
        (app, port) -> {
          if (!closed && !listeners.containsKey(app)) {
            open(app, at(port)).ifPresent(why -> troubles.put(app, why));
          }
        });
    return troubles;
  }

  /// Where an app is public.
  static Listener.Address at(int port) {
    return new Listener.Address(EVERYWHERE, port, null);
  }

  private Optional<String> open(SpaceId app, Listener.Address at) {
    try {
      listeners.put(app, Listener.start(at, NOTHING, Guard.ofPublic(), sites.only(app.toString())));
      return Optional.empty();
    } catch (IllegalStateException taken) {
      return Optional.of(String.valueOf(taken.getMessage()));
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    listeners.values().forEach(Listener::close);
    listeners.clear();
  }
}
