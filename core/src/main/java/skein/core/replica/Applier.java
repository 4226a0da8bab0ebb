package skein.core.replica;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import skein.core.history.Body;
import skein.core.record.Change;
import skein.core.record.Dot;
import skein.core.record.LiveRecord;
import skein.core.record.RecordKey;
import skein.core.schema.TypeSchema;

/// Carries a good changeset's changes into the records. The only place that does, for local changes
/// and for those from elsewhere. Confined to one transaction.
final class Applier {
  private static final int PAGE = 500;
  private final Writing tx;
  private final Chains chains;
  private final boolean forgets;
  private final Set<Dot> lost = new LinkedHashSet<>();
  private long firstNumber = Long.MAX_VALUE;

  Applier(Writing tx, Chains chains) {
    this.tx = tx;
    this.chains = chains;
    this.forgets = !tx.retention().keepsAll();
  }

  /// Lets go what the changes made dead, where not all is kept; what came with them stays until the
  /// next sweep.
  void forget(LongSupplier clockMillis) {
    if (!lost.isEmpty()) {
      Forgetting forgetting = new Forgetting(tx, clockMillis.getAsLong());
      lost.forEach(dot -> forgetting.letGo(dot, firstNumber));
    }
  }

  void apply(StoredChangeset changeset, Body body) {
    firstNumber = Math.min(firstNumber, changeset.number());
    for (Change change : body.changes()) {
      Optional<StoredRecord> before = tx.record(change.key());
      LiveRecord then = before.map(StoredRecord::live).orElse(LiveRecord.EMPTY);
      LiveRecord live = then.after(change, changeset.dot(), body.time(), chains);
      if (before.isPresent()) {
        tx.update(before.get(), live, changeset.number());
      } else {
        tx.insert(change.key(), live, changeset.number());
      }
      showAnew(change.key());
      if (forgets) {
        then.dots().stream().filter(dot -> !live.holds(dot)).forEach(lost::add);
      }
    }
  }

  /// A new policy may show every record of the type differently that holds several values.
  void showAnew(RecordKey changed) {
    if (!changed.type().equals(TypeSchema.TYPE)) {
      return;
    }
    String type = changed.id();
    long after = 0;
    for (var page = tx.several(after, PAGE); !page.isEmpty(); page = tx.several(after, PAGE)) {
      for (StoredRecord stored : page) {
        if (stored.key().type().equals(type)) {
          tx.reorder(stored);
        }
        after = stored.localId();
      }
    }
  }
}
