package skein.testkit.arena.world;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import skein.core.record.Dot;
import skein.core.replica.Forgetting;
import skein.core.replica.Retention;
import skein.core.replica.Snapshot;
import skein.core.replica.StoredBody;
import skein.core.replica.StoredChangeset;
import skein.testkit.arena.model.Broken;
import skein.testkit.arena.plan.Net;
import skein.testkit.arena.plan.Verb;

/// The laws about forgetting: what a reader sees does not change by it, neither here nor where it
/// arrives; and what somebody still has fills the gaps of those who want it. Confined.
final class Oblivion {
  private static final int MOST = 1 << 20;
  private final World world;
  private final Tally tally;

  Oblivion(World world, Tally tally) {
    this.world = world;
    this.tally = tally;
  }

  static boolean keepsEveryBody(Actor actor) {
    return actor.replica.read(snapshot -> snapshot.reading().gaps(0, 1).isEmpty());
  }

  void retain(Actor actor, Verb.Retain retain) {
    try {
      actor.replica.retain(retain.retention());
      tally.add(Happening.RETAINED);
    } catch (Crash crash) {
      tally.add(Happening.CRASH_IN_WRITE);
      world.afterCrash(actor, crash, null);
    }
  }

  void forget(Actor actor) {
    boolean any = false;
    try {
      long order = 0;
      for (boolean last = false; !last; ) {
        Forgetting.Swept swept = actor.replica.forget(order);
        order = swept.reached();
        last = swept.last();
        any |= count(swept);
      }
    } catch (Crash crash) {
      tally.add(Happening.CRASH_IN_WRITE);
      world.afterCrash(actor, crash, null);
    }
    if (any) {
      seesAll(actor);
    }
  }

  private boolean count(Forgetting.Swept swept) {
    if (swept.forgotten() > 0) {
      tally.add(Happening.FORGOTTEN);
    }
    if (swept.purged() > 0) {
      tally.add(Happening.BODY_PURGED);
    }
    return swept.forgotten() + swept.purged() > 0;
  }

  /// What is shown is what all bodies come to, whether they are here or not.
  void seesAll(Actor actor) {
    actor.replica.read(
        snapshot -> {
          Views.slow(world.ledger, snapshot);
          return actor;
        });
  }

  /// Everybody wants all bodies now: whatever somebody has who meets all, all have in the end.
  void fillGaps(SplittableRandom dice) {
    List<Actor> actors = world.actors;
    Set<Dot> had = new HashSet<>();
    for (Actor actor : actors) {
      actor.replica.retain(Retention.ALL);
      had.addAll(bodies(actor));
    }
    for (Actor from : actors) {
      for (Actor to : actors) {
        if (from != to) {
          int before = bodies(to).size();
          world.transfer(from, to, Net.CLEAN, dice);
          if (bodies(to).size() > before) {
            tally.add(Happening.FILLED);
          }
        }
      }
    }
    for (Actor actor : actors) {
      seesAll(actor);
      for (StoredChangeset gap : gaps(actor)) {
        boolean purged = gap.body() instanceof StoredBody.Gone gone && gone.purged();
        if (had.contains(gap.dot()) && !purged) {
          throw new Broken("gaps are filled", gap.dot() + " is still forgotten");
        }
      }
    }
  }

  private static List<StoredChangeset> gaps(Actor actor) {
    return actor.replica.read(snapshot -> snapshot.reading().gaps(0, MOST));
  }

  private static Set<Dot> bodies(Actor actor) {
    return actor.replica.read(Oblivion::bodies);
  }

  private static Set<Dot> bodies(Snapshot snapshot) {
    Set<Dot> dots = new HashSet<>();
    for (StoredChangeset stored : snapshot.reading().log(0, MOST)) {
      if (stored.bytes().isPresent()) {
        dots.add(stored.dot());
      }
    }
    return dots;
  }
}
