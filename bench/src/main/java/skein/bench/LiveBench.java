package skein.bench;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import skein.core.record.RecordKey;
import skein.core.replica.Draft;
import skein.core.replica.Outcome;
import skein.core.replica.Replica;
import skein.store.sqlite.Belfry;
import skein.store.sqlite.Bell;
import skein.store.sqlite.SqliteStore;
import skein.sync.exchange.Held;
import skein.sync.exchange.Result;
import skein.sync.live.LiveClient;
import skein.sync.transport.HttpPeer;
import skein.sync.transport.Unreachable;

/// A change over a live connection: from the call of commit on one side until the other side's bell
/// has rung and a reader there finds it, durable on both sides; beside two durable commits of plain
/// SQLite, one after the other. Both sides are in this process, for their clock is the same here.
record LiveBench() {
  private static final int WARM = 300;
  private static final int CHANGES = 500;
  private static final long PATIENCE_SECONDS = 30;

  /// On which side the change is made.
  private enum From {
    NODE,
    CLIENT
  }

  List<Rounds.Pair> pairs() {
    return List.of(
        pair("live change, node to client, p50", From.NODE, 0.50),
        pair("live change, node to client, p95", From.NODE, 0.95),
        pair("live change, client to node, p50", From.CLIENT, 0.50),
        pair("live change, client to node, p95", From.CLIENT, 0.95));
  }

  private static Rounds.Pair pair(String what, From from, double part) {
    return new Rounds.Pair(
        what,
        Unit.amount("ms"),
        f -> quantile(skein(f, from), part),
        f -> quantile(plain(f), part));
  }

  /// In milliseconds; without the first, while it warms up.
  private static double quantile(List<Long> nanos, double part) {
    List<Long> sorted = nanos.stream().skip(WARM).sorted().toList();
    return sorted.get((int) (sorted.size() * part)) / 1e6;
  }

  private static List<Long> plain(Path fresh) throws SQLException {
    try (Plain one = Plain.create(fresh.resolve("one.db"));
        Plain other = Plain.create(fresh.resolve("other.db"))) {
      List<Long> nanos = new ArrayList<>();
      for (int i = 0; i < WARM + CHANGES; i++) {
        long start = System.nanoTime();
        one.create(new Sample(i), new Sample(i + 1));
        other.create(new Sample(i), new Sample(i + 1));
        nanos.add(System.nanoTime() - start);
      }
      return nanos;
    }
  }

  private static List<Long> skein(Path fresh, From from) throws InterruptedException {
    try (SqliteStore there = CoreBench.store(fresh.resolve("there.db"));
        SqliteStore here = CoreBench.store(fresh.resolve("here.db"));
        Belfry belfry = new Belfry();
        Served served = new Served(Map.of("bench", Served.Shown.of(there)))) {
      Replica node = CoreBench.replica(there);
      Replica replica = CoreBench.replica(here);
      Log log = new Log();
      LiveClient client =
          new LiveClient(
              HttpPeer.open(served.space("bench")), Held.of(replica), log, new Random(CHANGES));
      Thread running = Thread.ofVirtual().start(client::run);
      Bell bell = here.onChange(belfry, client::changed);
      try (bell;
          client) {
        log.awaitPull();
        return switch (from) {
          case NODE -> new Race(node, replica, here).run(belfry);
          case CLIENT -> new Race(replica, node, there).run(belfry);
        };
      } finally {
        running.join();
      }
    }
  }

  /// One change after another, on one side, watched for on the other.
  private record Race(Replica writer, Replica reader, SqliteStore readers) {
    List<Long> run(Belfry belfry) throws InterruptedException {
      BlockingQueue<Long> arrivals = new LinkedBlockingQueue<>();
      AtomicInteger awaited = new AtomicInteger(-1);
      List<Long> nanos = new ArrayList<>();
      Bell bell = readers.onChange(belfry, () -> look(awaited, arrivals));
      try (bell) {
        for (int i = 0; i < WARM + CHANGES; i++) {
          awaited.set(i);
          long start = System.nanoTime();
          Outcome outcome = writer.commit(Draft.of("bench", new Sample(i).create()));
          Long arrival = arrivals.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
          CoreBench.require(outcome instanceof Outcome.Committed, outcome);
          nanos.add(Objects.requireNonNull(arrival, "the change has not arrived") - start);
        }
      }
      return nanos;
    }

    private void look(AtomicInteger awaited, BlockingQueue<Long> arrivals) {
      int number = awaited.get();
      RecordKey key = new RecordKey("ticket", new Sample(Math.max(0, number)).id());
      if (number >= 0
          && reader.<Boolean>read(view -> view.record(key).isPresent())
          && awaited.compareAndSet(number, -1)) {
        arrivals.add(System.nanoTime());
      }
    }
  }

  /// Waits for the first pull; a connection that breaks is told in the end by nothing arriving.
  private static final class Log implements LiveClient.Told {
    private final BlockingQueue<Result> pulls = new LinkedBlockingQueue<>();

    void awaitPull() throws InterruptedException {
      Result first = pulls.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      CoreBench.require(first != null && first.isComplete(), "the first pull");
    }

    @Override
    public void pulled(Result result) {
      pulls.add(result);
    }

    @Override
    public void connected() {}

    @Override
    public void broken(Unreachable why, Duration wait) {
      System.err.println("skein bench: " + why.getMessage());
    }
  }
}
