package skein.store.sqlite;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import skein.core.history.Chain;
import skein.core.replica.Branch;
import skein.core.replica.Origin;
import skein.core.replica.StoredChangeset;
import skein.core.value.Bytes;
import skein.core.value.SpaceId;

/// Computes the chain again over what is read from the log: a body that the disk has changed is
/// told as damage of this store, and neither shown nor sent to others, who would blame us. Costs a
/// hash a body, and one look at the line before where that was not just read. Confined to one
/// transaction.
final class ChainCheck {
  private final LogReading reading;
  private final Map<Integer, Branch> branches = new HashMap<>();
  private final Map<Integer, Chain> last = new HashMap<>();

  ChainCheck(LogReading reading) {
    this.reading = reading;
  }

  /// The lines as they are, if all of them are sound.
  List<StoredChangeset> sound(List<StoredChangeset> lines) {
    lines.forEach(this::require);
    return lines;
  }

  private void require(StoredChangeset line) {
    Chain known = last.get(line.branch());
    long seq = line.place().seq();
    Chain before = known != null && known.seq() == seq - 1 ? known : before(line);
    if (!before.nextByHash(line.body().hash()).equals(line.place())) {
      throw reading.damaged(
          "changeset %d (%s:%d) is not what its author wrote, the chain over it does not fit"
              .formatted(line.number(), line.place().replica(), seq));
    }
    last.put(line.branch(), line.place());
  }

  /// Where the chain stood before this line: after the line before, or at its beginning.
  private Chain before(StoredChangeset line) {
    Branch at = branch(line.branch());
    long seq = line.place().seq() - 1;
    while (seq < at.from() && at.parent() != 0) {
      at = branch(at.parent());
    }
    if (seq >= at.from()) {
      Bytes hash = reading.hash(at.id(), seq);
      return new Chain(line.place().replica(), seq, hash);
    }
    int root = at.id();
    Origin origin =
        reading.origin(root).orElseThrow(() -> reading.damaged("branch " + root + " has no key"));
    SpaceId space = SpaceId.ofCharter(reading.charter().toArray());
    return Chain.start(space, origin.replica(), origin.grantBytes());
  }

  private Branch branch(int id) {
    if (branches.isEmpty()) {
      reading.branches().forEach(branch -> branches.put(branch.id(), branch));
    }
    Branch branch = branches.get(id);
    if (branch == null) {
      throw reading.damaged("branch " + id + " is gone");
    }
    return branch;
  }
}
