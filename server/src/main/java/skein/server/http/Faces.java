package skein.server.http;

import java.util.Optional;

/// What a listener answers under host names that are not the node's own: other routes, for others.
/// Safe for all threads.
@FunctionalInterface
public interface Faces {
  /// A listener that has the node's own routes and no others.
  Faces NONE = aim -> Optional.empty();

  /// Where a request goes: the name in its `Host`, without the port; its path as it was sent; and
  /// whether it comes from this machine.
  record Aim(String host, String path, boolean loopback) {}

  /// Other routes, who may use them, and the path of the request among them.
  record Face(RouteTable table, Guard guard, String path) {}

  /// What answers there; empty if that is for the node itself.
  Optional<Face> at(Aim aim);
}
