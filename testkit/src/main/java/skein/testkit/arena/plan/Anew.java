package skein.testkit.arena.plan;

import java.util.List;
import java.util.SplittableRandom;

/// In a quarter of all scripts actors write anew what is live of a changeset, and forget it. Draws
/// from a generator of its own, so that the other verbs of a seed stay what they were.
final class Anew {
  private static final long SALT = 0x5eed_a9e3L;
  private static final int ONE_IN = 4;
  private static final int EVERY = 12;

  private Anew() {}

  static void mix(long seed, int actors, List<Verb> verbs) {
    SplittableRandom dice = new SplittableRandom(seed ^ SALT);
    if (dice.nextInt(ONE_IN) > 0) {
      return;
    }
    int count = verbs.size() / EVERY;
    for (int i = 0; i < count; i++) {
      int who = dice.nextInt(actors);
      int at = dice.nextInt(verbs.size());
      verbs.add(at, new Verb.Anew(who, dice.nextInt(64)));
      if (dice.nextInt(ONE_IN) == 0) {
        verbs.add(at + 1, new Verb.Forget(who));
      }
    }
  }
}
