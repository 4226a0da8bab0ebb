package skein.sync.exchange;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import skein.core.history.Frontier;
import skein.core.record.Dot;
import skein.core.replica.Branch;
import skein.core.replica.Reading;
import skein.core.replica.Snapshot;
import skein.core.replica.StoredChangeset;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;

/// What a sender has, as one reading shows it. `end`: where its log ends; `digest`: of its whole
/// frontier; `heads`: all of them, or with `changed` those of the replicas that have a new line
/// since a receiver was here last; `purged`: bodies are lacking that were purged.
record State(Since end, Bytes digest, boolean changed, boolean purged, Frontier heads) {
  /// Beyond so many lines since then, all heads are offered.
  private static final int MOST_CHANGES = 1024;

  private static final int PAGE = 256;

  static State of(Snapshot view, @Nullable Since since) {
    Reading reading = view.reading();
    Frontier whole = view.frontier();
    if (since != null && since.epoch().equals(reading.epoch())) {
      Set<Integer> touched = new HashSet<>();
      long end = since.number();
      List<StoredChangeset> page = reading.log(end, PAGE);
      for (int lines = 0; !page.isEmpty() && lines < MOST_CHANGES; page = reading.log(end, PAGE)) {
        page.forEach(stored -> touched.add(stored.branch()));
        end = page.getLast().number();
        lines += page.size();
      }
      if (page.isEmpty()) {
        return new State(
            new Since(reading.epoch(), end),
            whole.digest(),
            true,
            reading.hasPurged(),
            heads(reading, touched));
      }
    }
    Since end = new Since(reading.epoch(), view.lastNumber());
    return new State(end, whole.digest(), false, reading.hasPurged(), whole);
  }

  /// All heads of the replicas of these branches: lines of a fork may be lacking with others of its
  /// replica, and the receiver counts what may come by the heads that were offered.
  private static Frontier heads(Reading reading, Set<Integer> branches) {
    Set<ReplicaId> replicas = new HashSet<>();
    for (Branch branch : reading.branches()) {
      if (branches.contains(branch.id())) {
        replicas.add(branch.head().dot().replica());
      }
    }
    List<Dot> heads =
        reading.branches().stream()
            .map(branch -> branch.head().dot())
            .filter(head -> replicas.contains(head.replica()))
            .toList();
    return Frontier.of(heads);
  }
}
