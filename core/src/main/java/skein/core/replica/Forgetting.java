package skein.core.replica;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import skein.core.history.Body;
import skein.core.record.Change;
import skein.core.record.Dot;
import skein.core.record.RecordKey;

/// Lets go bodies that nothing but history reads: those older than the retention, and those that
/// changed a record which was purged afterwards. Confined to one transaction.
public final class Forgetting {
  /// How many lines are looked at in one step, while nobody else writes.
  private static final int LINES = 128;

  private static final String PURGE = "\"op\":\"purge\"";

  private final Writing tx;
  private final Chains chains;
  private final Bodies bodies;
  private final Retention retention;
  private final long nowMillis;
  private final Map<RecordKey, Purges> purges = new HashMap<>();
  private int forgotten;
  private int purged;

  Forgetting(Writing tx, long nowMillis) {
    this.tx = tx;
    this.chains = new Chains(tx);
    this.bodies = new Bodies(tx, chains);
    this.retention = tx.retention();
    this.nowMillis = nowMillis;
  }

  /// What one step did. `reached`: the line after which the next begins; `last`: there is none.
  public record Swept(int forgotten, int purged, long reached, boolean last) {}

  /// The last purge of a record after the changeset `after`, by its number; 0 if there was none.
  private record Purges(long after, long last) {}

  /// Lets go a changeset, if it may go and came before the one with this number.
  void letGo(Dot dot, long number) {
    Branch branch = chains.branch(dot);
    if (branch != null) {
      tx.changeset(branch.id(), dot.seq())
          .filter(stored -> stored.number() < number)
          .ifPresent(this::consider);
    }
  }

  /// One step through the log, beyond the line with this number.
  Swept sweep(long number) {
    List<StoredChangeset> lines = tx.log(number, LINES);
    lines.forEach(this::consider);
    long reached = lines.isEmpty() ? number : lines.getLast().number();
    return new Swept(forgotten, purged, reached, lines.size() < LINES);
  }

  private void consider(StoredChangeset stored) {
    bodies.dead(stored).ifPresent(said -> consider(stored, said));
  }

  private void consider(StoredChangeset stored, Body said) {
    boolean isPurged =
        said.changes().stream().anyMatch(change -> isPurgedAfter(change.key(), stored.number()));
    if (isPurged || isOld(said)) {
      tx.replace(stored, new StoredBody.Gone(stored.body().hash(), isPurged), null);
      purged += isPurged ? 1 : 0;
      forgotten += isPurged ? 0 : 1;
    }
  }

  private boolean isOld(Body said) {
    return !retention.keepsAll() && said.time().millis() <= nowMillis - retention.millis();
  }

  private boolean isPurgedAfter(RecordKey key, long number) {
    Purges known = purges.get(key);
    if (known == null || known.after() > number) {
      known = new Purges(number, lastPurge(key, number));
      purges.put(key, known);
    }
    return known.last() > number;
  }

  private long lastPurge(RecordKey key, long after) {
    return tx.record(key).map(record -> tx.history(record, after)).stream()
        .flatMap(List::stream)
        .filter(later -> purges(later, key))
        .mapToLong(StoredChangeset::number)
        .max()
        .orElse(0);
  }

  /// To read every body would cost too much: one that purges holds this text, as strict JSON is.
  private static boolean purges(StoredChangeset changeset, RecordKey key) {
    return changeset.bytes().filter(bytes -> bytes.display().contains(PURGE)).isPresent()
        && changeset.said().stream()
            .flatMap(said -> said.changes().stream())
            .anyMatch(change -> change.op() == Change.Op.PURGE && change.key().equals(key));
  }
}
