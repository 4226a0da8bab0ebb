package skein.sync.exchange;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import skein.core.history.Frontier;
import skein.core.record.Dot;
import skein.core.replica.Reading;
import skein.core.replica.Snapshot;
import skein.core.replica.StoredChangeset;
import skein.core.value.Bytes;

/// What a sender has, as one reading shows it. `end`: where its log ends; `digest`: of its whole
/// frontier; `heads`: all of them, or with `changed` those since a receiver was here last.
record State(Since end, Bytes digest, boolean changed, Frontier heads) {
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
            new Since(reading.epoch(), end), whole.digest(), true, heads(reading, touched));
      }
    }
    return new State(new Since(reading.epoch(), view.lastNumber()), whole.digest(), false, whole);
  }

  private static Frontier heads(Reading reading, Set<Integer> branches) {
    List<Dot> heads =
        reading.branches().stream()
            .filter(branch -> branches.contains(branch.id()))
            .map(branch -> branch.head().dot())
            .toList();
    return Frontier.of(heads);
  }
}
