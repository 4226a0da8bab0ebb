package skein.bench;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
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
import skein.core.replica.Wants;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;
import skein.store.keys.Ed25519Keys;
import skein.store.sqlite.SqliteStore;

/// Skein beside plain SQLite: bulk creation, integration, durable writers. One transaction a
/// thousand records on both sides. Each round runs both, one after the other.
record CoreBench(int records) {
  static final int RECORDS = 200_000;
  static final Unit RECORDS_A_SECOND = Unit.perSecond("records");
  static final Unit COMMITS_A_SECOND = Unit.perSecond("commits");
  private static final int BATCH = 1_000;
  private static final int DURABLE_COMMITS = 4_000;
  private static final int WRITERS = 16;

  List<Rounds.Pair> pairs() {
    String each = "%,d records, %s a changeset";
    return List.of(
        new Rounds.Pair(
            "create " + each.formatted(records, "1"),
            RECORDS_A_SECOND,
            f -> create(f, 1),
            this::plain),
        new Rounds.Pair(
            "create " + each.formatted(records, "1,000"),
            RECORDS_A_SECOND,
            f -> create(f, BATCH),
            this::plain),
        new Rounds.Pair(
            "integrate " + each.formatted(records, "1"),
            RECORDS_A_SECOND,
            f -> integrate(f, 1),
            this::plain),
        new Rounds.Pair(
            "integrate " + each.formatted(records, "1,000"),
            RECORDS_A_SECOND,
            f -> integrate(f, BATCH),
            this::plain),
        new Rounds.Pair(
            "1 durable writer", COMMITS_A_SECOND, f -> durable(f, 1), f -> plainDurable(f, 1)),
        new Rounds.Pair(
            WRITERS + " durable writers",
            COMMITS_A_SECOND,
            f -> durable(f, WRITERS),
            f -> plainDurable(f, WRITERS)));
  }

  static double rate(int count, long startNanos) {
    return count / ((System.nanoTime() - startNanos) / 1e9);
  }

  double plain(Path folder) throws SQLException {
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

  /// Writes all records, so many a changeset.
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

  static void require(boolean right, Object what) {
    if (!right) {
      throw new IllegalStateException("this should have worked: " + what);
    }
  }

  double integrate(Path folder, int perChangeset) {
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
                Wants.all(Map.of(source.id(), List.of())),
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

  static double plainDurable(Path folder, int writers) throws SQLException, InterruptedException {
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
    // One space for all stores: its owner does not matter here.
    Bytes owner = new Ed25519Keys().publicKey(Bytes.of(new byte[32]));
    return SqliteStore.create(
        file,
        new Charter(Bytes.of(new byte[16]), owner, false, Charter.Access.ANY).json(),
        identity(),
        UUID.randomUUID().toString());
  }

  /// A new one, with real keys.
  static Identity identity() {
    Ed25519Keys keys = new Ed25519Keys();
    Bytes secret = keys.freshSecret();
    Bytes key = keys.publicKey(secret);
    return new Identity(new Origin(ReplicaId.ofKey(key.toArray()), key, null), secret);
  }

  static Replica replica(SqliteStore store) {
    Ed25519Keys keys = new Ed25519Keys();
    return new Replica(
        store,
        new Surroundings(
            keys, keys, System::currentTimeMillis, () -> UUID.randomUUID().toString()));
  }
}
