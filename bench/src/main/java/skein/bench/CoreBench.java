package skein.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import skein.core.history.Charter;
import skein.core.history.Line;
import skein.core.replica.Draft;
import skein.core.replica.Edit;
import skein.core.replica.Identity;
import skein.core.replica.Origin;
import skein.core.replica.Outcome;
import skein.core.replica.Received;
import skein.core.replica.Replica;
import skein.core.replica.Surroundings;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;
import skein.store.keys.Ed25519Keys;
import skein.store.sqlite.SqliteStore;

/// Skein beside plain SQLite: bulk creation, integration, durable writers. One transaction a
/// thousand records on both sides. Each round runs both, one after the other.
record CoreBench(int records, int rounds, Path folder) {
  static final int RECORDS = 200_000;
  static final int ROUNDS = 3;
  private static final int BATCH = 1_000;
  private static final int DURABLE_COMMITS = 4_000;
  private static final int WRITERS = 16;

  /// A thing to measure; gives back how many records or commits a second.
  @FunctionalInterface
  private interface Work {
    double run(Path folder) throws IOException, SQLException, InterruptedException;
  }

  private record Pair(String what, String unit, Work skein, Work plain) {}

  List<Figure> run() {
    List<Figure> figures = new ArrayList<>();
    for (Pair pair : pairs()) {
      List<Double> skein = new ArrayList<>();
      List<Double> plain = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        System.err.println("skein bench: " + pair.what() + ", round " + (round + 1));
        skein.add(inFreshFolder(pair.skein()));
        plain.add(inFreshFolder(pair.plain()));
      }
      figures.add(new Figure(pair.what(), pair.unit(), skein, plain));
    }
    return figures;
  }

  private List<Pair> pairs() {
    String each = "%,d records, %s a changeset";
    return List.of(
        new Pair(
            "create " + each.formatted(records, "1"), "records", f -> create(f, 1), this::plain),
        new Pair(
            "create " + each.formatted(records, "1,000"),
            "records",
            f -> create(f, BATCH),
            this::plain),
        new Pair(
            "integrate " + each.formatted(records, "1"),
            "records",
            f -> integrate(f, 1),
            this::plain),
        new Pair(
            "integrate " + each.formatted(records, "1,000"),
            "records",
            f -> integrate(f, BATCH),
            this::plain),
        new Pair("1 durable writer", "commits", f -> durable(f, 1), f -> plainDurable(f, 1)),
        new Pair(
            WRITERS + " durable writers",
            "commits",
            f -> durable(f, WRITERS),
            f -> plainDurable(f, WRITERS)));
  }

  private double inFreshFolder(Work work) {
    try {
      Path fresh = Files.createTempDirectory(folder, "skein-bench");
      try {
        return work.run(fresh);
      } finally {
        delete(fresh);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static double rate(int count, long startNanos) {
    return count / ((System.nanoTime() - startNanos) / 1e9);
  }

  private double plain(Path folder) throws SQLException {
    try (Plain plain = Plain.create(folder.resolve("plain.db"))) {
      long start = System.nanoTime();
      for (int at = 0; at < records; at += BATCH) {
        plain.create(new Sample(at), new Sample(Math.min(at + BATCH, records)));
      }
      double rate = rate(records, start);
      require(plain.rows() == 2L * records, plain.rows() + " rows");
      return rate;
    }
  }

  private double create(Path folder, int perChangeset) {
    try (SqliteStore store = store(folder.resolve("log.db"))) {
      Replica replica = replica(store);
      long start = System.nanoTime();
      fill(replica, perChangeset);
      return rate(records, start);
    }
  }

  void fill(Replica replica, int perChangeset) {
    for (int at = 0; at < records; at += BATCH) {
      List<Draft> drafts = new ArrayList<>();
      int end = Math.min(at + BATCH, records);
      for (int from = at; from < end; from += perChangeset) {
        List<Edit> edits =
            IntStream.range(from, Math.min(from + perChangeset, end))
                .mapToObj(number -> new Sample(number).create())
                .toList();
        drafts.add(Draft.of("bench", edits));
      }
      for (Outcome outcome : replica.commitAll(drafts)) {
        require(outcome instanceof Outcome.Committed, outcome);
      }
    }
  }

  private static void require(boolean right, Object what) {
    if (!right) {
      throw new IllegalStateException("this should have worked: " + what);
    }
  }

  private double integrate(Path folder, int perChangeset) {
    try (SqliteStore from = store(folder.resolve("from.db"));
        SqliteStore store = store(folder.resolve("log.db"))) {
      Replica source = replica(from);
      fill(source, perChangeset);
      Replica target = replica(store);
      long nanos = 0;
      int took = 0;
      long after = 0;
      for (boolean last = false; !last; ) {
        Replica.Page page =
            source.lines(
                Map.of(source.id(), List.of()),
                new Replica.Span(after, Long.MAX_VALUE),
                Math.max(1, BATCH / perChangeset));
        after = page.reached();
        last = page.last();
        List<Line> lines = page.lines();
        long start = System.nanoTime();
        Received received = target.receive(lines);
        nanos += System.nanoTime() - start;
        took += received.integrated();
        require(received.remarks().isEmpty(), received);
      }
      require(took == (records + perChangeset - 1) / perChangeset, took + " lines integrated");
      return records / (nanos / 1e9);
    }
  }

  private static double durable(Path folder, int writers) throws InterruptedException {
    try (SqliteStore store = store(folder.resolve("log.db"))) {
      Replica replica = replica(store);
      return together(
          writers,
          number -> {
            Outcome outcome = replica.commit(Draft.of("bench", new Sample(number).create()));
            require(outcome instanceof Outcome.Committed, outcome);
          });
    }
  }

  private static double plainDurable(Path folder, int writers)
      throws SQLException, InterruptedException {
    try (Plain plain = Plain.create(folder.resolve("plain.db"))) {
      return together(
          writers,
          number -> {
            try {
              plain.create(new Sample(number), new Sample(number + 1));
            } catch (SQLException e) {
              throw new IllegalStateException(e);
            }
          });
    }
  }

  private static double together(int writers, java.util.function.IntConsumer commit)
      throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < writers; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int n = next.getAndIncrement();
                        n < DURABLE_COMMITS;
                        n = next.getAndIncrement()) {
                      commit.accept(n);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return rate(DURABLE_COMMITS, start);
  }

  static SqliteStore store(Path file) {
    Ed25519Keys keys = new Ed25519Keys();
    Bytes secret = keys.freshSecret();
    Bytes key = keys.publicKey(secret);
    // One space for all stores: its owner does not matter here.
    Bytes owner = keys.publicKey(Bytes.of(new byte[32]));
    return SqliteStore.create(
        file,
        new Charter(Bytes.of(new byte[16]), owner, false, Charter.Access.ANY).json(),
        new Identity(new Origin(ReplicaId.ofKey(key.toArray()), key, null), secret),
        UUID.randomUUID().toString());
  }

  static Replica replica(SqliteStore store) {
    Ed25519Keys keys = new Ed25519Keys();
    return new Replica(
        store,
        new Surroundings(
            keys, keys, System::currentTimeMillis, () -> UUID.randomUUID().toString()));
  }
}
