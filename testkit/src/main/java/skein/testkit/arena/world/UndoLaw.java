package skein.testkit.arena.world;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import skein.core.history.Body;
import skein.core.record.Change;
import skein.core.record.Entry;
import skein.core.record.LiveRecord;
import skein.core.record.RecordKey;
import skein.core.record.Register;
import skein.core.record.ValueHash;
import skein.core.record.Write;
import skein.core.replica.Snapshot;
import skein.core.value.Value;
import skein.testkit.arena.model.Broken;
import skein.testkit.arena.model.Ledger;
import skein.testkit.arena.model.Node;

/// The laws about undoing: it is a new change; it writes back what was replaced, where what was
/// written still stands alone, and leaves alone what changed since.
record UndoLaw(Ledger ledger, Node undone, Map<RecordKey, Effects.RecordState> before) {
  static UndoLaw before(Ledger ledger, Node undone, Snapshot snapshot) {
    Map<RecordKey, Effects.RecordState> states = new HashMap<>();
    Body body = undone.body();
    if (body != null) {
      for (Change change : body.changes()) {
        states.put(change.key(), Effects.state(snapshot, change.key()));
      }
    }
    return new UndoLaw(ledger, undone, states);
  }

  /// `own`: the line that the undo wrote.
  void check(Node own, Snapshot snapshot) {
    Body body = own.body();
    if (body == null
        || body.undone() == null
        || body.undone().seq() != undone.place().seq()
        || !body.undone().replica().equals(undone.place().replica())) {
      throw new Broken("undoing is a new change", own + " does not say that it undoes " + undone);
    }
    Body old = undone.body();
    if (old != null) {
      for (Change change : old.changes()) {
        check(change, snapshot);
      }
    }
  }

  private void check(Change change, Snapshot snapshot) {
    Effects.RecordState state = before.getOrDefault(change.key(), missing());
    LiveRecord then = state.live();
    LiveRecord now = Effects.state(snapshot, change.key()).live();
    boolean presenceStands = standsAlone(then, Register.Presence.ONLY);
    boolean unmakes = presenceStands && !holds(now, Value.of(false));
    boolean creates = change.op() == Change.Op.CREATE && !isCareless();
    if (!unmakes && presenceStands && creates) {
      throw new Broken("undo of a create is a delete", change.key() + " exists");
    }
    if (endedIt(change) && presenceStands && !holds(now, Value.of(false))) {
      throw new Broken("undo of a delete brings back", change.key() + " does not exist");
    }
    for (Write write : change.writes()) {
      if (write.register() instanceof Register.Presence) {
        continue;
      }
      boolean total = write.register() instanceof Register.Total;
      if (unmakes || (!total && !standsAlone(then, write.register()))) {
        if (!then.live(write.register()).equals(now.live(write.register()))) {
          throw new Broken(
              "undo leaves what changed since",
              write.register() + " of " + change.key() + ", undoing " + undone);
        }
      } else if (!total && state.exists() && change.op() == Change.Op.UPDATE) {
        writtenBack(change, write, now.live(write.register()));
      }
    }
  }

  /// True for a delete or purge of a record that somebody else said exists.
  private boolean endedIt(Change change) {
    for (Write write : change.writes()) {
      if (change.op().deletes() && write.register() instanceof Register.Presence) {
        return write.over().stream()
            .flatMap(seen -> ledger.named(seen).stream())
            .anyMatch(node -> saysItExists(node, change.key()));
      }
    }
    return false;
  }

  private static boolean saysItExists(Node node, RecordKey key) {
    Body body = node.body();
    return body != null
        && body.changes().stream()
            .anyMatch(change -> change.key().equals(key) && !change.op().deletes());
  }

  /// True for a line of the adversary, who does not tell by `was` what his own chain held, and
  /// creates what he created before.
  private boolean isCareless() {
    Body body = undone.body();
    return body != null && Attacker.wrote(body);
  }

  private static Effects.RecordState missing() {
    return new Effects.RecordState(LiveRecord.EMPTY, null);
  }

  private boolean standsAlone(LiveRecord live, Register register) {
    List<Entry> entries = live.live(register);
    return !entries.isEmpty()
        && entries.stream().allMatch(entry -> entry.dot().equals(undone.dot()));
  }

  private static boolean holds(LiveRecord live, Value value) {
    return live.live(Register.Presence.ONLY).stream()
        .anyMatch(entry -> entry.value().equals(value));
  }

  /// What stands now is what `was` told; an element goes back to true if it ever was.
  private void writtenBack(Change change, Write write, List<Entry> now) {
    boolean untold = !write.over().isEmpty() || isCareless();
    if (write.isReopening() || (write.was().isEmpty() && untold)) {
      return;
    }
    Set<ValueHash> hashes = new TreeSet<>();
    now.forEach(entry -> hashes.add(ValueHash.of(entry.value())));
    Set<ValueHash> expected = new TreeSet<>(write.was());
    if (write.register() instanceof Register.Element) {
      boolean wasIn = expected.contains(ValueHash.of(Value.of(true)));
      expected = Set.of(ValueHash.of(Value.of(wasIn)));
    } else if (expected.isEmpty()) {
      expected.add(ValueHash.of(Value.Null.ONLY));
    }
    boolean counterDecision = !write.absorbed().isEmpty() || expected.size() > 1;
    if (!hashes.equals(expected) && !(counterDecision && now.size() == 1)) {
      throw new Broken(
          "undo writes back what was replaced",
          write.register() + " of " + change.key() + " holds " + now);
    }
  }
}
