package skein.server.http;

import java.util.Locale;

/// One line of the table of routes: what may be asked, by whom, of pages of which origin, and what
/// answers. `what`: a sentence for the description of the API. Immutable.
public record Route(
    Method method, PathPattern path, Who who, Origins origins, String what, Handler handler) {
  /// A route for pages of this node and for programs.
  public static Route of(Method method, String path, Who who, String what, Handler.Http handler) {
    return new Route(method, PathPattern.of(path), who, Origins.OWN, what, handler);
  }

  /// A WebSocket.
  public static Route socket(String path, Who who, String what, Handler.Socket handler) {
    return new Route(Method.GET, PathPattern.of(path), who, Origins.OWN, what, handler);
  }

  /// True if some request fits both.
  public boolean overlaps(Route other) {
    return method == other.method && path.overlaps(other.path);
  }

  /// Its line in the table, as people read it.
  @Override
  public String toString() {
    return method
        + " "
        + path
        + " · "
        + who.name().toLowerCase(Locale.ROOT)
        + " · "
        + origins.name().toLowerCase(Locale.ROOT)
        + " origins · "
        + what;
  }
}
