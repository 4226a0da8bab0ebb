package skein.server.records;

import skein.server.hosting.Hosted;
import skein.server.hosting.Spaces;
import skein.server.http.Escapes;
import skein.server.http.Problem;
import skein.server.http.Request;

/// Which space a request means, and how its addresses begin.
sealed interface Entrance {
  /// The space that the path names, as `/s/{space}`.
  record Named(Spaces spaces) implements Entrance {}

  /// The one space at the root of the node.
  record Root(Spaces spaces, String name) implements Entrance {}

  /// Opens the space; to be closed.
  ///
  /// @throws Problem 404 if there is none
  default Hosted open(Request request) {
    return switch (this) {
      case Named named -> open(named.spaces, request.path("space"));
      case Root root -> open(root.spaces, root.name);
    };
  }

  private static Hosted open(Spaces spaces, String name) {
    return spaces
        .open(name)
        .orElseThrow(() -> Problem.absent("there is no space '" + name + "' on this node"));
  }

  /// What stands before `/records`, for patterns.
  default String pattern() {
    return switch (this) {
      case Named named -> "/s/{space}";
      case Root root -> "";
    };
  }

  /// The same for an answer to this request.
  default String prefix(Request request) {
    return switch (this) {
      case Named named -> "/s/" + Escapes.encode(request.path("space"));
      case Root root -> "";
    };
  }
}
