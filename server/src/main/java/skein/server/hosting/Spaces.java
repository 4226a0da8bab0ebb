package skein.server.hosting;

import java.util.List;
import java.util.Optional;

/// The spaces of a home. Port. Safe for all threads.
public interface Spaces {
  /// The local names of all, sorted.
  List<String> names();

  /// Opens a space, or joins those who have it open; to be closed after use.
  ///
  /// @param nameOrId its local name, or its id
  Optional<Hosted> open(String nameOrId);
}
