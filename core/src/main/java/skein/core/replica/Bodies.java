package skein.core.replica;

import java.util.List;
import java.util.Optional;
import skein.core.history.Body;
import skein.core.record.Change;
import skein.core.record.Dot;
import skein.core.record.LiveRecord;

/// Tells which bodies nothing but history reads any more. Confined to one reading.
final class Bodies {
  private final Reading reading;
  private final Chains chains;

  Bodies(Reading reading, Chains chains) {
    this.reading = reading;
    this.chains = chains;
  }

  /// What a body says that is here and may go: no entry of it is live. Void ones stay, for they are
  /// to be shown, and so does the last of a branch, which may retire its replica.
  Optional<Body> dead(StoredChangeset stored) {
    Branch branch = chains.branch(stored.dot());
    return branch == null || branch.head().equals(stored.place())
        ? Optional.empty()
        : stored.said().filter(said -> isDead(said.changes(), stored.dot()));
  }

  private boolean isDead(List<Change> changes, Dot dot) {
    return changes.stream().noneMatch(change -> isLive(change, dot));
  }

  private boolean isLive(Change change, Dot dot) {
    return reading.record(change.key()).map(StoredRecord::live).orElse(LiveRecord.EMPTY).holds(dot);
  }
}
