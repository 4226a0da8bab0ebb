package skein.server.apps;

import java.util.Optional;
import java.util.Set;
import skein.server.http.Faces;
import skein.server.http.Guard;
import skein.server.http.PathPattern;
import skein.server.http.RouteTable;

/// Gives every app an origin of its own: `http://ID.localhost:PORT/`, for browsers on this machine.
/// There it finds itself and nothing else, neither the node's API nor another app. Safe for all
/// threads.
public final class AppSites implements Faces {
  private static final String PARENT = ".localhost";

  /// No route has this path.
  private static final String NOWHERE = "/";

  private final RouteTable table;

  public AppSites(AppRoutes routes) {
    this.table = new RouteTable(routes.site());
  }

  /// The one app that a listener of its own has, for everybody and under any name.
  public Faces only(String id) {
    Guard guard = Guard.ofPublic();
    return aim -> Optional.of(new Face(table, guard, path(id, aim.path())));
  }

  /// The host name under which an app stands.
  static String host(String id) {
    return id + PARENT;
  }

  @Override
  public Optional<Face> at(Aim aim) {
    String host = aim.host();
    int length = host.length() - PARENT.length();
    if (!aim.loopback() || !host.endsWith(PARENT) || !PathPattern.isId(host.substring(0, length))) {
      return Optional.empty();
    }
    Guard guard = new Guard(Set.of(host), (token, space) -> Optional.empty());
    return Optional.of(new Face(table, guard, path(host.substring(0, length), aim.path())));
  }

  /// An app may name itself in its addresses, as it does on the node's own, or not; it names no
  /// other.
  private static String path(String id, String sent) {
    String first = sent.substring(1).split("/", 2)[0];
    return first.equals(id) ? sent : PathPattern.isId(first) ? NOWHERE : "/" + id + sent;
  }
}
