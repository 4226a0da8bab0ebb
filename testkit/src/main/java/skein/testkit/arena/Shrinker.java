package skein.testkit.arena;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import skein.testkit.arena.plan.Script;
import skein.testkit.arena.plan.Verb;

/// Makes a failing script short: leaves out verbs, in ever smaller pieces, as long as the same law
/// breaks (delta debugging, Zeller and Hildebrandt 2002).
final class Shrinker {
  private static final int MOST_RUNS = 2_000;
  private final Predicate<Script> fails;
  private int runs;

  Shrinker(Predicate<Script> fails) {
    this.fails = fails;
  }

  Script shrink(Script script) {
    List<Verb> verbs = script.verbs();
    int size = Math.max(1, verbs.size() / 2);
    while (runs < MOST_RUNS) {
      List<Verb> fewer = without(script, verbs, size);
      if (fewer.size() == verbs.size() && size == 1) {
        break;
      }
      size = fewer.size() == verbs.size() ? Math.max(1, size / 2) : size;
      size = Math.max(1, Math.min(size, fewer.size() / 2));
      verbs = fewer;
    }
    return script.with(verbs);
  }

  /// Leaves out every piece of `size` verbs that is not needed, from the end.
  private List<Verb> without(Script script, List<Verb> all, int size) {
    List<Verb> verbs = new ArrayList<>(all);
    for (int from = verbs.size() - size; from > -size && runs < MOST_RUNS; from -= size) {
      List<Verb> fewer = new ArrayList<>(verbs);
      fewer.subList(Math.max(0, from), Math.max(0, from) + Math.min(size, from + size)).clear();
      runs++;
      if (fails.test(script.with(fewer))) {
        verbs = fewer;
      }
    }
    return verbs;
  }
}
