package skein.core.replica;

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

  /// True if the body is here and may go: no entry of it is live. Void ones stay, for they are to
  /// be shown, and so does the last of a branch, which may retire its replica.
  boolean isDead(StoredChangeset stored) {
    Optional<Body> said = stored.said();
    Branch branch = chains.branch(stored.dot());
    return said.isPresent()
        && branch != null
        && !branch.head().equals(stored.place())
        && said.get().changes().stream().noneMatch(change -> isLive(change, stored.dot()));
  }

  private boolean isLive(Change change, Dot dot) {
    return reading.record(change.key()).map(StoredRecord::live).orElse(LiveRecord.EMPTY).holds(dot);
  }
}
