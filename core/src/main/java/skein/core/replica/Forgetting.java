package skein.core.replica;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import skein.core.history.Body;
import skein.core.record.Change;
import skein.core.record.RecordKey;

/// Lets go bodies that nothing but history reads: those older than the retention, and those that
/// changed a record which was purged afterwards. Confined to one transaction.
public final class Forgetting {
  private static final int RECORDS = 256;
  private static final int MOST_BODIES = 4096;

  private final Writing tx;
  private final Bodies bodies;
  private final Retention retention;
  private final long nowMillis;
  private final Map<RecordKey, Long> purges = new HashMap<>();
  private int forgotten;
  private int purged;

  Forgetting(Writing tx, long nowMillis) {
    this.tx = tx;
    this.bodies = new Bodies(tx, new Chains(tx));
    this.retention = tx.retention();
    this.nowMillis = nowMillis;
  }

  /// What one step did. `reached`: the order with which the next begins; `last`: there is none.
  public record Swept(int forgotten, int purged, long reached, boolean last) {}

  /// Lets go what may go of these records, of changesets before the one with this number.
  void letGo(Set<RecordKey> keys, long number) {
    for (RecordKey key : keys) {
      long localId = tx.record(key).map(StoredRecord::localId).orElse(0L);
      tx.history(localId).stream().filter(one -> one.number() < number).forEach(this::consider);
    }
  }

  /// One step through all records with an order beyond `order`.
  Swept sweep(long order) {
    long reached = order;
    for (StoredRecord record : tx.since(order, RECORDS)) {
      tx.history(record.localId()).forEach(this::consider);
      reached = record.order();
      if (forgotten + purged >= MOST_BODIES) {
        return new Swept(forgotten, purged, reached, false);
      }
    }
    return new Swept(forgotten, purged, reached, tx.since(reached, 1).isEmpty());
  }

  private void consider(StoredChangeset stored) {
    if (!bodies.isDead(stored)) {
      return;
    }
    boolean isPurged = isPurged(stored);
    if (isPurged || isOld(stored)) {
      tx.replace(stored, new StoredBody.Gone(stored.body().hash(), isPurged), null);
      purged += isPurged ? 1 : 0;
      forgotten += isPurged ? 0 : 1;
    }
  }

  private boolean isOld(StoredChangeset stored) {
    return !retention.keepsAll()
        && stored.said().map(said -> said.time().millis()).orElse(nowMillis)
            <= nowMillis - retention.millis();
  }

  private boolean isPurged(StoredChangeset stored) {
    List<Change> changes = stored.said().map(Body::changes).orElse(List.of());
    return changes.stream().anyMatch(change -> isPurgedAfter(change.key(), stored.number()));
  }

  /// The number of the last purge of a record; 0 if it never was.
  private long lastPurge(RecordKey key) {
    long localId = tx.record(key).map(StoredRecord::localId).orElse(0L);
    return tx.history(localId).stream()
        .filter(later -> later.said().stream().anyMatch(said -> purges(said, key)))
        .mapToLong(StoredChangeset::number)
        .max()
        .orElse(0);
  }

  private static boolean purges(Body said, RecordKey key) {
    return said.changes().stream()
        .anyMatch(change -> change.op() == Change.Op.PURGE && change.key().equals(key));
  }

  private boolean isPurgedAfter(RecordKey key, long number) {
    return purges.computeIfAbsent(key, this::lastPurge) > number;
  }
}
