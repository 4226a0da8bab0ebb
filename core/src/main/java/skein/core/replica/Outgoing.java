package skein.core.replica;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import skein.core.history.Body;
import skein.core.history.Frontier;
import skein.core.history.Grant;
import skein.core.history.Header;
import skein.core.history.Line;
import skein.core.record.Change;
import skein.core.record.Dot;
import skein.core.record.RecordKey;
import skein.core.value.Bytes;

/// Finds the lines that somebody lacks, in this store's own order, which never puts a change before
/// what it replaces. Confined to one reading.
final class Outgoing {
  private static final int PAGE = 256;

  /// About so many bytes tell the live dots of a register.
  private static final int LIVE_BYTES = 100;

  private final Reading reading;
  private final Chains chains;
  private final Map<Integer, Long> had = new HashMap<>();
  private final Wants wants;
  private final Bodies bodies;
  private final Set<Integer> purged = new HashSet<>();
  private final Map<RecordKey, LiveDots> records = new LinkedHashMap<>();

  Outgoing(Reading reading, Wants wants) {
    this.reading = reading;
    this.wants = wants;
    this.chains = new Chains(reading);
    this.bodies = new Bodies(reading, chains);
    for (Branch branch : reading.branches()) {
      List<Dot> points = wants.have().get(branch.replica());
      long all = wants.isShallow() ? branch.from() - 1 : Long.MAX_VALUE;
      had.put(branch.id(), points == null ? all : had(branch, points));
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
          return page(lines, reached, !full);
        }
        reached = stored.number();
        if (stored.place().seq() > had.getOrDefault(stored.branch(), Long.MAX_VALUE)) {
          bytes += add(stored, lines);
          full = stored.signature() != null && (lines.size() >= count || bytes >= maxBytes);
        }
      }
      if (page.isEmpty()) {
        return page(lines, reached, true);
      }
    }
    return page(lines, reached, false);
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

  private Replica.Page page(List<Line> lines, long reached, boolean last) {
    Frontier frontier = wants.isShallow() ? chains.frontier() : Frontier.EMPTY;
    ShallowPage page = new ShallowPage(lines, purged, List.copyOf(records.values()), frontier);
    return new Replica.Page(page, reached, last);
  }

  /// Adds a line; returns how many bytes come with it, or are to be told because of it.
  private long add(StoredChangeset stored, List<Line> lines) {
    boolean letsGo = wants.bodies() == Wants.Bodies.LIVE && bodies.dead(stored).isPresent();
    StoredBody body = letsGo ? new StoredBody.Gone(stored.body().hash(), false) : stored.body();
    long bytes = 0;
    switch (body) {
      case StoredBody.Here(Bytes here) ->
          bytes = here.length() + (wants.isShallow() ? told(stored) : 0);
      case StoredBody.Gone gone when gone.purged() -> purged.add(lines.size());
      case StoredBody.Gone gone -> {}
    }
    lines.add(line(stored, body));
    return bytes;
  }

  /// Notes the live dots of the records that a changeset changed.
  private long told(StoredChangeset stored) {
    long bytes = 0;
    for (Change change : stored.said().map(Body::changes).orElse(List.of())) {
      if (!records.containsKey(change.key())) {
        LiveDots dots = reading.record(change.key()).map(LiveDots::of).orElseThrow();
        records.put(change.key(), dots);
        bytes += (long) LIVE_BYTES * dots.live().size();
      }
    }
    return bytes;
  }

  private Line line(StoredChangeset stored, StoredBody body) {
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
    Header.Withheld withheld =
        body instanceof StoredBody.Gone(Bytes hash, boolean known)
            ? new Header.OneBody(hash)
            : null;
    Header header =
        new Header(
            stored.place().replica(),
            stored.place().seq(),
            key,
            grant,
            withheld,
            stored.signature());
    return new Line(header, body instanceof StoredBody.Here(Bytes here) ? here : Bytes.EMPTY);
  }
}
