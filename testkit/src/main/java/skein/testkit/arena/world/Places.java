package skein.testkit.arena.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import skein.sync.exchange.Since;

/// How far each actor believes to have come with each other: what it hands to its next pull. It
/// stands beside the store, so it is right, or stale, or of a folder that has been put back since;
/// and now and then somebody mistakes it. Confined.
final class Places {
  private record Way(Actor from, Actor to) {}

  private final Map<Way, List<Since>> kept = new HashMap<>();
  private final List<Since> all = new ArrayList<>();
  private final SplittableRandom dice;
  private final Tally tally;

  /// A generator of its own: what the others draw stays as it was.
  Places(long seed, Tally tally) {
    this.dice = new SplittableRandom(seed);
    this.tally = tally;
  }

  void keep(Actor from, Actor to, @Nullable Since since) {
    if (since != null) {
      kept.computeIfAbsent(new Way(from, to), way -> new ArrayList<>()).add(since);
      all.add(since);
    }
  }

  /// What `to` says when it pulls from `from`.
  @Nullable Since next(Actor from, Actor to) {
    List<Since> own = kept.getOrDefault(new Way(from, to), List.of());
    int draw = dice.nextInt(20);
    if (own.isEmpty() || draw < 5) {
      return null;
    }
    Since latest = own.getLast();
    if (draw < 12) {
      tally.add(Happening.SINCE_LATEST);
      return latest;
    }
    if (draw < 16) {
      tally.add(Happening.SINCE_STALE);
      return own.get(dice.nextInt(own.size()));
    }
    if (draw < 18) {
      tally.add(Happening.SINCE_AHEAD);
      return new Since(latest.epoch(), latest.number() + dice.nextInt(30));
    }
    tally.add(Happening.SINCE_OF_ANOTHER);
    return all.get(dice.nextInt(all.size()));
  }
}
