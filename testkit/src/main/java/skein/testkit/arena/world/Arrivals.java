package skein.testkit.arena.world;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import skein.core.history.Body;
import skein.core.history.Naming;
import skein.core.record.Dot;
import skein.core.replica.Snapshot;
import skein.core.replica.StoredChangeset;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;
import skein.core.value.SpaceId;
import skein.testkit.FakeKeys;
import skein.testkit.arena.model.Broken;
import skein.testkit.arena.model.Ledger;
import skein.testkit.arena.model.Node;

/// The laws about what comes into a log: only properly written lines, in whole groups, signed,
/// judged alike by everybody, after what they replace; and frontiers only grow. Confined.
final class Arrivals {
  private static final long DAY_MILLIS = 86_400_000;
  private static final int PAGE = 512;
  private final Ledger ledger;
  private final FakeKeys keys;
  private final SpaceId space;

  Arrivals(Ledger ledger, FakeKeys keys, SpaceId space) {
    this.ledger = ledger;
    this.keys = keys;
    this.space = space;
  }

  /// Checks what is new in the actor's log. `author`: whose unknown lines have just been written
  /// here; null after a transfer.
  List<StoredChangeset> check(Actor actor, @Nullable Author author) {
    return actor.replica.read(
        snapshot -> {
          List<StoredChangeset> lines = snapshot.reading().log(actor.logged, PAGE);
          if (lines.isEmpty()) {
            return lines;
          }
          int group = ledger.nextGroup();
          for (StoredChangeset stored : lines) {
            check(actor, stored, author, group, snapshot);
          }
          wholeGroups(lines, snapshot);
          grows(actor, snapshot);
          actor.logged += lines.size();
          return lines;
        });
  }

  /// Who has just written: lines of this replica are new to the world.
  record Author(ReplicaId replica, Bytes key) {}

  private void check(
      Actor actor, StoredChangeset stored, @Nullable Author author, int group, Snapshot snapshot) {
    Dot dot = stored.dot();
    ledger
        .refused(dot)
        .ifPresent(
            law -> {
              throw new Broken(law, dot + " was integrated");
            });
    boolean known = ledger.node(dot).isPresent();
    if (!known && (author == null || !author.replica().equals(dot.replica()))) {
      throw new Broken("forged lines are never integrated", "nobody wrote " + dot);
    }
    Node node =
        known || author == null
            ? ledger.node(dot).orElseThrow()
            : ledger.add(stored.place(), stored.bytes().orElseThrow(), true, author.key(), group);
    if (stored.bytes().isPresent() && (stored.voidReason() == null) != (node.body() != null)) {
      throw new Broken(
          "verdicts agree",
          dot + " is " + (node.body() == null ? "void" : "good") + ", here " + stored.voidReason());
    }
    signed(stored, node);
    Body body = node.body();
    if (known && body != null) {
      boolean late = body.time().millis() > actor.nowMillis() + DAY_MILLIS;
      if (late && stored.bytes().isPresent()) {
        throw new Broken("lines from the future wait", dot + " is of " + body.time());
      }
      for (Dot tip : Naming.tips(body)) {
        if (!snapshot.has(tip)) {
          throw new Broken("nothing comes before what it replaces", dot + " replaces " + tip);
        }
      }
    }
  }

  private void signed(StoredChangeset stored, Node node) {
    Bytes signature = stored.signature();
    if (signature != null && !keys.verify(node.key(), stored.place().message(space), signature)) {
      throw new Broken("only verified signatures are kept", "that of " + stored.dot() + " is not");
    }
  }

  private void wholeGroups(List<StoredChangeset> lines, Snapshot snapshot) {
    Set<Integer> groups = new HashSet<>();
    for (StoredChangeset stored : lines) {
      groups.add(ledger.node(stored.dot()).orElseThrow().group());
    }
    for (int group : groups) {
      for (Node member : ledger.members(group)) {
        if (!snapshot.has(member.dot())) {
          throw new Broken("groups are integrated whole", member.dot() + " is left out");
        }
      }
    }
  }

  private static void grows(Actor actor, Snapshot snapshot) {
    for (Dot head : actor.frontier.all()) {
      if (!snapshot.has(head)) {
        throw new Broken("frontiers only grow", head + " is gone");
      }
    }
    actor.frontier = snapshot.frontier();
  }

  /// Nothing acknowledged is lost: every changeset committed here is still here.
  static void keepsAll(Actor actor) {
    actor.replica.read(
        snapshot -> {
          for (Dot dot : actor.acknowledged) {
            if (!snapshot.has(dot)) {
              throw new Broken("nothing acknowledged is lost", dot + " is gone");
            }
          }
          return actor;
        });
  }

  /// Everything in a log is covered by a signature.
  static void coversAll(Actor actor) {
    actor.replica.read(
        snapshot -> {
          for (var branch : snapshot.reading().branches()) {
            var last = snapshot.reading().changeset(branch.id(), branch.head().seq());
            if (branch.head().seq() >= branch.from()
                && (last.isEmpty() || last.get().signature() == null)) {
              throw new Broken("unsigned tails are not integrated", branch.head().dot().toString());
            }
          }
          return actor;
        });
  }
}
