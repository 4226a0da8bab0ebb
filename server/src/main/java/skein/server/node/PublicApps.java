package skein.server.node;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import skein.core.value.SpaceId;
import skein.server.apps.AppSites;
import skein.server.http.Guard;
import skein.server.http.Listener;
import skein.server.http.RouteTable;

/// Serves the apps that are public, each at a port of its own, on all addresses of this machine,
/// and nothing else there. Safe for all threads.
final class PublicApps implements AutoCloseable {
  private static final String EVERYWHERE = "0.0.0.0";
  private static final RouteTable NOTHING = new RouteTable(List.of());

  private final AppSites sites;
  // Guarded by this.
  private final Map<SpaceId, Listener> listeners = new LinkedHashMap<>();
  private boolean closed;

  PublicApps(AppSites sites) {
    this.sites = sites;
  }

  /// Serves these apps at these ports from now on, and no others. What cannot be served, since
  /// something else has the port, is tried again at the next call.
  synchronized void update(Map<SpaceId, Integer> ports) {
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
    ports.forEach(
        (app, port) -> {
          if (!closed && !listeners.containsKey(app)) {
            open(app, port);
          }
        });
  }

  private void open(SpaceId app, int port) {
    Listener.Address at = new Listener.Address(EVERYWHERE, port, null);
    try {
      listeners.put(app, Listener.start(at, NOTHING, Guard.ofPublic(), sites.only(app.toString())));
    } catch (IllegalStateException taken) {
      listeners.remove(app);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    listeners.values().forEach(Listener::close);
    listeners.clear();
  }
}
