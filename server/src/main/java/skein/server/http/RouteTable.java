package skein.server.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All routes of a node: the one place from which the router, the description of the API and the
/// tests are made. Immutable.
public record RouteTable(List<Route> routes) {
  /// @throws IllegalArgumentException if two routes fight for a path
  public RouteTable {
    routes = List.copyOf(routes);
    for (int i = 0; i < routes.size(); i++) {
      for (Route other : routes.subList(0, i)) {
        if (routes.get(i).overlaps(other)) {
          throw new IllegalArgumentException(
              "two routes fight for a path: " + routes.get(i) + " and " + other);
        }
      }
    }
  }

  /// A route and what its path says.
  record Found(Route route, Map<String, String> path) {
    Found {
      path = Map.copyOf(path);
    }
  }

  /// The route for a request; empty if none of that method has the path.
  Optional<Found> find(Method method, String rawPath) {
    for (Route route : routes) {
      if (route.method() == method) {
        Optional<Map<String, String>> path = route.path().match(rawPath);
        if (path.isPresent()) {
          return Optional.of(new Found(route, path.get()));
        }
      }
    }
    return Optional.empty();
  }

  /// The methods that a path has.
  List<Method> methods(String rawPath) {
    return List.of(Method.values()).stream()
        .filter(method -> find(method, rawPath).isPresent())
        .toList();
  }
}
