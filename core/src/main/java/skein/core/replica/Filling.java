package skein.core.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import skein.core.history.BodyReader;
import skein.core.history.Charter;
import skein.core.history.Grant;
import skein.core.history.Header;
import skein.core.history.Line;
import skein.core.record.Change;
import skein.core.record.Dot;
import skein.core.value.Bytes;

/// Brings back bodies that were forgotten here and that somebody else still has. What merge reads
/// is not touched: it never reads a body that was forgotten. Confined to one reading.
final class Filling {
  private static final int PAGE = 256;
  private final Reading reading;
  private final Chains chains;

  Filling(Reading reading) {
    this.reading = reading;
    this.chains = new Chains(reading);
  }

  List<StoredChangeset> gaps(long afterNumber, int limit) {
    List<StoredChangeset> gaps = new ArrayList<>();
    long after = afterNumber;
    for (var page = reading.gaps(after, PAGE); !page.isEmpty(); page = reading.gaps(after, PAGE)) {
      for (StoredChangeset stored : page) {
        boolean forgotten = stored.body() instanceof StoredBody.Gone gone && !gone.purged();
        if (forgotten && gaps.size() < limit) {
          gaps.add(stored);
        }
        after = stored.number();
      }
      if (gaps.size() == limit) {
        return gaps;
      }
    }
    return gaps;
  }

  List<Line> bodies(List<Dot> dots) {
    List<Line> lines = new ArrayList<>();
    for (Dot dot : dots) {
      find(chains, reading, dot)
          .flatMap(StoredChangeset::bytes)
          .map(bytes -> new Line(header(dot), bytes))
          .ifPresent(lines::add);
    }
    return lines;
  }

  private static Header header(Dot dot) {
    return new Header(dot.replica(), dot.seq(), null, null, null, null);
  }

  private static Optional<StoredChangeset> find(Chains chains, Reading reading, Dot dot) {
    Branch branch = chains.branch(dot);
    return branch == null ? Optional.empty() : reading.changeset(branch.id(), dot.seq());
  }

  static int fill(Writing tx, Charter charter, List<Line> lines) {
    Chains chains = new Chains(tx);
    int filled = 0;
    for (Line line : lines) {
      Bytes hash = line.bodyHash();
      for (Branch branch : chains.of(line.header().replica())) {
        Optional<StoredChangeset> gap =
            tx.changeset(branch.id(), line.header().seq())
                .filter(stored -> stored.body().equals(new StoredBody.Gone(hash, false)));
        if (gap.isPresent()) {
          fill(tx, chains.covering(branch, 1), charter, gap.get(), line.body());
          filled++;
        }
      }
    }
    return filled;
  }

  private static void fill(
      Writing tx, Branch root, Charter charter, StoredChangeset gap, Bytes bytes) {
    boolean limited = charter.write() == Charter.Access.GRANTED;
    Grant limit = limited ? tx.origin(root.id()).map(Origin::grant).orElse(null) : null;
    String voidReason =
        BodyReader.read(bytes, limit) instanceof BodyReader.Result.Faulty faulty
            ? faulty.reason()
            : null;
    StoredChangeset filled = gap.with(new StoredBody.Here(bytes), voidReason);
    tx.replace(gap, filled.body(), voidReason);
    filled
        .said()
        .ifPresent(
            said -> {
              for (Change change : said.changes()) {
                tx.record(change.key()).ifPresent(record -> tx.touch(record, gap.number()));
              }
            });
  }
}
