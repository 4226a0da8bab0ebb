package skein.app.hub;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import skein.core.value.SpaceId;
import skein.server.hosting.Hosted;

/// Tells those who follow a store that it has been deleted. Safe for all threads.
final class Farewells {
  // Guarded by this.
  private final Map<SpaceId, List<Runnable>> listeners = new HashMap<>();

  /// Calls `listener` when this store has been deleted, until what it returns is closed.
  synchronized Hosted.Watch onEnd(SpaceId id, Runnable listener) {
    listeners.computeIfAbsent(id, store -> new ArrayList<>()).add(listener);
    return () -> remove(id, listener);
  }

  private synchronized void remove(SpaceId id, Runnable listener) {
    listeners.computeIfPresent(
        id,
        (store, all) -> {
          all.remove(listener);
          return all.isEmpty() ? null : all;
        });
  }

  private synchronized List<Runnable> of(SpaceId id) {
    return List.copyOf(listeners.getOrDefault(id, List.of()));
  }

  /// A store has been deleted.
  void tell(SpaceId id) {
    of(id).forEach(Runnable::run);
  }
}
