package skein.testkit.arena.world;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import skein.core.history.Frontier;
import skein.core.history.Line;
import skein.core.merge.PropertyView;
import skein.core.merge.RecordView;
import skein.core.merge.Standing;
import skein.core.post.PostHead;
import skein.core.post.PostId;
import skein.core.record.Dot;
import skein.core.record.Entry;
import skein.core.record.RecordKey;
import skein.core.replica.Found;
import skein.core.replica.MemoryStore;
import skein.core.replica.Received;
import skein.core.replica.Replica;
import skein.core.replica.Snapshot;
import skein.core.replica.Wants;
import skein.core.value.ReplicaId;
import skein.core.value.Value;
import skein.testkit.arena.model.Broken;

/// The end of a run: all meet until nothing is left to tell, and the great laws are checked.
final class Finale {
  private static final int MOST_ROUNDS = 6;
  private final World world;
  private final Tally tally;

  Finale(World world, Tally tally) {
    this.world = world;
    this.tally = tally;
  }

  void play(long seed) {
    SplittableRandom dice = new SplittableRandom(seed);
    world.actors.forEach(Actor::restart);
    world.settleClocks();
    Map<PostId, PostHead> posts = world.board.expected();
    meetUntilQuiet(dice);
    world.board.allHave(posts);
    Actor first = world.actors.getFirst();
    Frontier frontier = first.replica.frontier();
    SortedMap<RecordKey, Found> views = first.replica.read(Views::scan);
    for (Actor actor : world.actors) {
      Arrivals.keepsAll(actor);
      Arrivals.coversAll(actor);
      Views.cursor(actor);
      sameAs(frontier, views, actor);
    }
    first.replica.read(
        snapshot -> {
          Views.slow(world.ledger, snapshot);
          return first;
        });
    views.values().forEach(this::count);
    new Oblivion(world, tally).fillGaps(dice);
    world.actors.forEach(actor -> sameAs(frontier, views, actor));
    Optional<Actor> whole = world.actors.stream().filter(Oblivion::keepsEveryBody).findFirst();
    whole.ifPresent(actor -> replay(actor, frontier, dice));
  }

  /// What the log of somebody who has forgotten nothing comes to.
  private void replay(Actor whole, Frontier frontier, SplittableRandom dice) {
    SortedMap<RecordKey, Found> views = whole.replica.read(Views::scan);
    whole.replica.read(
        snapshot -> {
          presentIsLastPast(snapshot, views);
          return whole;
        });
    List<Line> lines = allLines(whole);
    idempotent(whole, lines, views);
    anotherOrder(lines, whole.replica.read(Shuffle::dots), frontier, views, dice);
  }

  private void meetUntilQuiet(SplittableRandom dice) {
    Actor hub = world.actors.getFirst();
    List<Actor> others = world.actors.subList(1, world.actors.size());
    boolean busy = true;
    for (int round = 0; busy; round++) {
      if (round == MOST_ROUNDS) {
        throw new Broken("equal knowledge is reached", "still busy after " + round + " rounds");
      }
      busy = false;
      for (Actor actor : others) {
        busy |= world.transferAtLast(actor, hub, dice);
      }
      for (Actor actor : others) {
        busy |= world.transferAtLast(hub, actor, dice);
      }
    }
  }

  private static void sameAs(Frontier frontier, SortedMap<RecordKey, Found> views, Actor actor) {
    actor.replica.read(
        snapshot -> {
          if (!snapshot.frontier().equals(frontier)) {
            throw new Broken(
                "equal knowledge is reached", snapshot.frontier() + "\n  not " + frontier);
          }
          same("equal knowledge, equal state", views, Views.scan(snapshot));
          return actor;
        });
  }

  private static void same(
      String law, SortedMap<RecordKey, Found> one, SortedMap<RecordKey, Found> other) {
    if (!one.keySet().equals(other.keySet())) {
      throw new Broken(law, one.keySet() + ", not " + other.keySet());
    }
    one.forEach(
        (key, found) -> {
          Found twin = other.getOrDefault(key, found);
          if (!found.live().equals(twin.live()) || !found.view().equals(twin.view())) {
            throw new Broken(law, found + "\n  not " + twin);
          }
        });
  }

  private static void presentIsLastPast(Snapshot snapshot, SortedMap<RecordKey, Found> views) {
    views.forEach(
        (key, found) -> {
          RecordView past = snapshot.at(key, Long.MAX_VALUE).orElseThrow();
          if (!past.equals(found.view())) {
            throw new Broken("state is what the log comes to", past + "\n  not " + found.view());
          }
        });
  }

  private static List<Line> allLines(Actor actor) {
    Map<ReplicaId, List<Dot>> wants = new TreeMap<>();
    actor.replica.frontier().heads().keySet().forEach(replica -> wants.put(replica, List.of()));
    return wants.isEmpty()
        ? List.of()
        : actor.replica.lines(Wants.all(wants), Replica.Span.ALL, Integer.MAX_VALUE).lines();
  }

  private static void idempotent(Actor actor, List<Line> lines, SortedMap<RecordKey, Found> views) {
    Received again = actor.replica.receive(lines);
    if (again.integrated() != 0 || again.known() != lines.size() || again.renewed()) {
      throw new Broken("integration is idempotent", again.toString());
    }
    if (!actor.replica.read(Views::scan).equals(views)) {
      throw new Broken("integration is idempotent", "a record has changed");
    }
  }

  /// The same lines, in another order that is as legal, come to the same.
  private void anotherOrder(
      List<Line> lines,
      List<Dot> dots,
      Frontier frontier,
      SortedMap<RecordKey, Found> views,
      SplittableRandom dice) {
    List<Line> shuffled = new Shuffle(world, lines, dots).order(dice);
    Actor fresh =
        world.actor(
            new MemoryStore(
                world.owner.charter().json(), world.owner.identity(List.of()), "another order"));
    Received received = fresh.replica.receive(shuffled);
    if (received.integrated() != lines.size()) {
      throw new Broken(
          "integration commutes", received + ", there were " + lines.size() + " lines");
    }
    sameAs(frontier, views, fresh);
  }

  private void count(Found found) {
    if (found.view().presence().standing() == Standing.OPEN) {
      tally.add(Happening.DELETE_BESIDE_UPDATE);
    }
    for (PropertyView property : found.view().properties().values()) {
      boolean system = found.view().key().isSystem();
      boolean several = property.candidates().size() > 1;
      switch (property.standing()) {
        case AGREED -> tally.add(Happening.AGREED);
        case POLICY -> tally.add(Happening.SETTLED_BY_POLICY);
        case HEALED -> tally.add(Happening.HEALED);
        case OPEN -> tally.add(several ? Happening.OPEN : Happening.COUNTER_OPEN);
      }
      if (system && several) {
        tally.add(Happening.POLICY_IN_CONFLICT);
      }
    }
    found.live().registers().values().forEach(this::countSplit);
  }

  /// Branches of one replica that decided differently.
  private void countSplit(List<Entry> entries) {
    Map<ReplicaId, Set<Value>> decided = new HashMap<>();
    for (Entry entry : entries) {
      if (entry.isDecision()) {
        decided
            .computeIfAbsent(entry.dot().replica(), replica -> new HashSet<>())
            .add(entry.value());
      }
    }
    if (decided.values().stream().anyMatch(values -> values.size() > 1)) {
      tally.add(Happening.FORKED_WITHOUT_VOTE);
    }
  }
}
