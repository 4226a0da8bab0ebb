package skein.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import skein.core.replica.Replica;
import skein.store.sqlite.SqliteStore;
import skein.sync.exchange.Result;
import skein.sync.transport.HttpPeer;
import skein.sync.transport.HttpTransport;
import skein.sync.transport.Progress;
import skein.sync.transport.Pull;

/// A clone over HTTP from a node in another process, verified and durable, beside plain SQLite that
/// writes the same rows. The node has served a tenth as much before, as nodes live long.
record CloneBench(int records, Path folder) {
  private static final int WARM_PART = 10;

  List<Rounds.Pair> pairs() {
    CoreBench core = new CoreBench(records);
    return List.of(
        new Rounds.Pair(what("clone", 1), CoreBench.RECORDS_A_SECOND, f -> run(f, 1), core::plain),
        new Rounds.Pair(
            what("clone", 1_000), CoreBench.RECORDS_A_SECOND, f -> run(f, 1_000), core::plain),
        new Rounds.Pair(
            what("the same without HTTP", 1),
            CoreBench.RECORDS_A_SECOND,
            f -> core.integrate(f, 1),
            null),
        new Rounds.Pair(
            what("the same without HTTP", 1_000),
            CoreBench.RECORDS_A_SECOND,
            f -> core.integrate(f, 1_000),
            null));
  }

  private String what(String how, int perChangeset) {
    return "%s, %,d records, %,d a changeset".formatted(how, records, perChangeset);
  }

  private double run(Path fresh, int perChangeset) throws IOException {
    Path there = Files.createDirectory(fresh.resolve("there"));
    int few = Math.max(1, records / WARM_PART);
    fill(there.resolve("few.db"), new Sample(few), perChangeset);
    fill(there.resolve("all.db"), new Sample(records), perChangeset);
    try (Child node = Child.serving(there)) {
      clone(node.space("few"), fresh.resolve("few.db"));
      double seconds = clone(node.space("all"), fresh.resolve("all.db"));
      return records / seconds;
    }
  }

  /// Writes the samples up to `end`, without it.
  private static void fill(Path file, Sample end, int perChangeset) {
    try (SqliteStore store = CoreBench.store(file)) {
      new CoreBench(end.number()).fill(CoreBench.replica(store), perChangeset);
    }
  }

  private static double clone(URI space, Path file) {
    try (SqliteStore store = CoreBench.store(file);
        HttpTransport transport = new HttpTransport(HttpPeer.open(space))) {
      Replica replica = CoreBench.replica(store);
      long start = System.nanoTime();
      Result result = Pull.run(transport, replica, Progress.silent());
      double seconds = (System.nanoTime() - start) / 1e9;
      CoreBench.require(result.isComplete() && result.received().remarks().isEmpty(), result);
      CoreBench.require(
          Objects.equals(result.theirs(), replica.frontier().digest()), "equal frontiers");
      return seconds;
    }
  }
}
