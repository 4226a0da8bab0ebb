package skein.core.replica;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import skein.core.history.Grant;
import skein.core.history.Header;
import skein.core.history.Line;
import skein.core.record.Dot;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;

/// Finds the lines that somebody lacks, in this store's own order, which never puts a change before
/// what it replaces. Confined to one reading.
final class Outgoing {
  private static final int PAGE = 256;
  private final Reading reading;
  private final Chains chains;
  private final Map<Integer, Long> had = new HashMap<>();

  /// `wants`: for each replica of which lines are wanted, dots that the other has.
  Outgoing(Reading reading, Map<ReplicaId, List<Dot>> wants) {
    this.reading = reading;
    this.chains = new Chains(reading);
    for (Branch branch : reading.branches()) {
      List<Dot> points = wants.get(branch.replica());
      had.put(branch.id(), points == null ? Long.MAX_VALUE : had(branch, points));
    }
  }

  /// Up to which sequence the other has this very branch. The points come sorted: where it has the
  /// last of them, nobody looks for the others.
  private long had(Branch branch, List<Dot> points) {
    long highest = branch.from() - 1;
    for (Dot point : points.reversed()) {
      if (point.seq() > highest) {
        highest = Math.max(highest, sharedWith(branch, point));
      }
    }
    return highest;
  }

  /// The last sequence of `branch` that stands on the chain which ends in `point`; 0 if none does.
  private long sharedWith(Branch branch, Dot point) {
    Branch at = chains.branch(point);
    long last = point.seq();
    while (at != null && at.id() != branch.id()) {
      last = at.from() - 1;
      at = at.parent() == 0 ? null : chains.covering(at, last);
    }
    return at == null ? 0 : last;
  }

  /// Whole groups of wanted lines with numbers in the span, at least `count` lines if there are as
  /// many, and the number reached.
  Replica.Page next(Replica.Span span, int count, long maxBytes) {
    List<Line> lines = new ArrayList<>();
    long reached = span.after();
    long bytes = 0;
    boolean full = false;
    while (!full) {
      List<StoredChangeset> page = reading.log(reached, PAGE);
      for (StoredChangeset stored : page) {
        if (full || stored.number() > span.until()) {
          return new Replica.Page(lines, reached, !full);
        }
        reached = stored.number();
        if (stored.place().seq() > had.getOrDefault(stored.branch(), Long.MAX_VALUE)) {
          lines.add(line(stored));
          bytes += stored.body().length();
          full = stored.signature() != null && (lines.size() >= count || bytes >= maxBytes);
        }
      }
      if (page.isEmpty()) {
        return new Replica.Page(lines, reached, true);
      }
    }
    return new Replica.Page(lines, reached, false);
  }

  /// The number before the first wanted line.
  long start() {
    long first = Long.MAX_VALUE;
    for (Branch branch : reading.branches()) {
      long next = had.getOrDefault(branch.id(), Long.MAX_VALUE);
      if (next < branch.head().seq()) {
        first =
            Math.min(
                first,
                reading
                    .changeset(branch.id(), next + 1)
                    .map(StoredChangeset::number)
                    .orElse(Long.MAX_VALUE));
      }
    }
    return first == Long.MAX_VALUE ? Long.MAX_VALUE : first - 1;
  }

  private Line line(StoredChangeset stored) {
    Bytes key = null;
    Grant grant = null;
    if (stored.place().seq() == 1) {
      Origin origin =
          reading
              .origin(stored.branch())
              .orElseThrow(() -> new StoreBroken("no origin of " + stored.dot()));
      key = origin.key();
      grant = origin.grant();
    }
    Header header =
        new Header(
            stored.place().replica(), stored.place().seq(), key, grant, null, stored.signature());
    return new Line(header, stored.body());
  }
}
