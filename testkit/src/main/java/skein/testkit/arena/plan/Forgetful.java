package skein.testkit.arena.plan;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import skein.core.replica.Retention;

/// Makes the actors of a third of all scripts forgetful. Draws from a generator of its own, so that
/// the other verbs of a seed stay what they were.
final class Forgetful {
  private static final long SALT = 0x5eed_f09e_7fL;
  private static final int ONE_IN = 3;
  private static final int EVERY = 15;
  private static final long HOUR_MILLIS = 3_600_000;

  private Forgetful() {}

  static void mix(long seed, int actors, List<Verb> verbs) {
    SplittableRandom dice = new SplittableRandom(seed ^ SALT);
    if (dice.nextInt(ONE_IN) > 0) {
      return;
    }
    int count = verbs.size() / EVERY;
    for (int i = 0; i < count; i++) {
      verbs.add(dice.nextInt(verbs.size()), verb(dice, actors));
    }
  }

  private static Verb verb(SplittableRandom dice, int actors) {
    int who = dice.nextInt(actors);
    return switch (dice.nextInt(8)) {
      case 0, 1 -> new Verb.Retain(who, retention(dice));
      case 2, 3, 4 -> new Verb.Forget(who);
      default -> {
        int other = who + 1 + dice.nextInt(actors - 1);
        yield new Verb.Shallow(who, other, writes(dice, other), net(dice), dice.nextLong());
      }
    };
  }

  private static List<Verb.Write> writes(SplittableRandom dice, int who) {
    Words words = new Words(dice);
    return Stream.generate(() -> words.write(who)).limit(dice.nextInt(4)).toList();
  }

  private static Retention retention(SplittableRandom dice) {
    return switch (dice.nextInt(4)) {
      case 0, 1 -> Retention.LATEST;
      case 2 -> Retention.ALL;
      default -> new Retention(dice.nextInt(48) * HOUR_MILLIS);
    };
  }

  private static Net net(SplittableRandom dice) {
    int page = dice.nextBoolean() ? 1 + dice.nextInt(4) : 64;
    return switch (dice.nextInt(6)) {
      case 0, 1 -> new Net(Set.of(Net.Trouble.CUT), page);
      case 2 -> new Net(Set.of(Net.Trouble.LOSS), page);
      default -> new Net(Set.of(), page);
    };
  }
}
