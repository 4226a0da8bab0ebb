package skein.server.hub;

import java.util.HashMap;
import java.util.Map;
import skein.server.hosting.Person;

/// How many requests may wait for changes at a time: of all people, and of one. Safe for all
/// threads.
final class Places {
  private static final int MOST = 1_024;
  private static final int MOST_OF_ONE = 32;

  // Guarded by this.
  private final Map<Person, Integer> taken = new HashMap<>();
  private int all;

  /// True if there is a place now.
  synchronized boolean isFree(Person person) {
    return all < MOST && taken.getOrDefault(person, 0) < MOST_OF_ONE;
  }

  /// True if there was a place, which is to be given back.
  synchronized boolean take(Person person) {
    boolean free = isFree(person);
    if (free) {
      taken.merge(person, 1, Integer::sum);
      all++;
    }
    return free;
  }

  synchronized void giveBack(Person person) {
    taken.computeIfPresent(person, (one, own) -> own > 1 ? own - 1 : null);
    all--;
  }
}
