package skein.testkit.arena.plan;

import java.util.List;
import java.util.SplittableRandom;

/// Lets anybody post in a quarter of all scripts. Draws from a generator of its own, so that the
/// other verbs of a seed stay what they were.
final class Posting {
  private static final long SALT = 0x9057_5eedL;
  private static final int ONE_IN = 4;
  private static final int EVERY = 4;
  private static final int MOST_BYTES = 80;
  private static final int MOST_PICKS = 12;

  private Posting() {}

  static boolean isChosen(long seed) {
    return new SplittableRandom(seed ^ SALT).nextInt(ONE_IN) == 0;
  }

  static void mix(long seed, int actors, List<Verb> verbs) {
    if (!isChosen(seed)) {
      return;
    }
    SplittableRandom dice = new SplittableRandom(~seed ^ SALT);
    int count = verbs.size() / EVERY;
    for (int i = 0; i < count; i++) {
      verbs.add(dice.nextInt(verbs.size()), verb(dice, dice.nextInt(actors)));
    }
  }

  private static Verb verb(SplittableRandom dice, int who) {
    return switch (dice.nextInt(9)) {
      case 0, 1, 2, 3 -> new Verb.Post(who, dice.nextInt(MOST_BYTES), dice.nextLong());
      case 4, 5, 6 -> new Verb.Upvote(who, dice.nextInt(MOST_PICKS), dice.nextLong());
      default -> {
        Verb.BadPost.Fault[] faults = Verb.BadPost.Fault.values();
        yield new Verb.BadPost(who, faults[dice.nextInt(faults.length)], dice.nextLong());
      }
    };
  }
}
