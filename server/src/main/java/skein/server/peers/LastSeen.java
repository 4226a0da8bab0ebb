package skein.server.peers;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import skein.core.value.SpaceId;
import skein.server.hosting.SeenAt;

/// Where apps were last seen by those who asked here for them: so many addresses an app, few of one
/// machine, and so many apps; the latest stay. Safe for all threads.
final class LastSeen {
  /// How many addresses are kept, and told, of an app.
  static final int MOST_ADDRESSES = 20;

  /// How many of them on one machine: else one could drive out all others.
  static final int MOST_OF_MACHINE = 4;

  private static final int MOST_APPS = 1024;

  // The latest last.
  private final SequencedMap<SpaceId, SequencedSet<SeenAt>> apps = new LinkedHashMap<>();

  /// An app stands there now.
  synchronized void note(SpaceId app, SeenAt at) {
    SequencedSet<SeenAt> known = apps.computeIfAbsent(app, id -> new LinkedHashSet<>());
    apps.putLast(app, known);
    known.remove(at);
    List<SeenAt> beside = known.stream().filter(one -> one.machine().equals(at.machine())).toList();
    if (beside.size() >= MOST_OF_MACHINE) {
      known.remove(beside.getFirst());
    } else if (known.size() >= MOST_ADDRESSES) {
      known.removeFirst();
    }
    known.addLast(at);
    if (apps.size() > MOST_APPS) {
      apps.pollFirstEntry();
    }
  }

  /// The latest first.
  synchronized List<SeenAt> of(SpaceId app) {
    Map<SpaceId, SequencedSet<SeenAt>> all = apps;
    SequencedSet<SeenAt> known = all.get(app);
    return known == null ? List.of() : List.copyOf(known.reversed());
  }
}
