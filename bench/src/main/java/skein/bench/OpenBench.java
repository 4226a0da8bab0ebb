package skein.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import skein.core.query.Condition;
import skein.core.query.Query;
import skein.core.record.RecordKey;
import skein.core.replica.Found;
import skein.core.replica.Replica;
import skein.store.sqlite.SqliteStore;

/// How long it takes to open a large store and to find something in it, in a process of its own
/// with a heap of 64 MB.
record OpenBench(int records, int searched, Path folder) {
  static final int RECORDS = 1_000_000;
  static final int SEARCHED = 100_000;
  private static final int ROUNDS = 3;
  private static final int MOST = Query.MAX_LIMIT;

  /// Makes both stores, and lets a process of its own measure each.
  void run() throws IOException, InterruptedException {
    Path fresh = Files.createTempDirectory(folder, "skein-bench");
    try {
      Path large = make(fresh.resolve("large.db"), records);
      Path middling = make(fresh.resolve("middling.db"), searched);
      System.out.println(Figure.machine().replaceAll(", heap.*", ", heap 64 MB"));
      for (int round = 1; round <= ROUNDS; round++) {
        measure("opening", large);
      }
      measure("searching", middling);
    } finally {
      Rounds.delete(fresh);
    }
  }

  private Path make(Path file, int count) {
    System.err.println("skein bench: makes a store of " + count + " records");
    try (SqliteStore store = CoreBench.store(file)) {
      new CoreBench(count).fill(CoreBench.replica(store), 10);
    }
    return file;
  }

  private static void measure(String what, Path file) throws IOException, InterruptedException {
    int code = Child.process(List.of("-Xmx64m"), what, file).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IllegalStateException(what + " ended with " + code);
    }
  }

  /// In the process of its own: opens, and reads one thing of each kind; once a store of one
  /// record, for what any process pays at first, then the large one.
  static void open(Path file) throws IOException {
    Path small = Files.createTempFile(file.toAbsolutePath().getParent(), "small", ".db");
    Files.delete(small);
    try (SqliteStore store = CoreBench.store(small)) {
      new CoreBench(1).fill(CoreBench.replica(store), 1);
    }
    open("one record, the first in this process", small, 0);
    open("the large one", file, 4_711);
    open("the large one again", file, 815);
  }

  private static void open(String what, Path file, int number) {
    long start = System.nanoTime();
    try (SqliteStore store = SqliteStore.open(file)) {
      Replica replica = CoreBench.replica(store);
      int heads = replica.frontier().all().size();
      RecordKey key = new RecordKey("ticket", new Sample(number).id());
      boolean found = replica.<Boolean>read(view -> view.record(key).isPresent());
      int first = replica.read(view -> view.search(query(List.of(), null, 20))).size();
      System.out.printf(
          "open %s; frontier (%d head), a record (%s), search (%d): %d ms, heap %d MB%n",
          what, heads, found, first, millisSince(start), usedMegabytes());
    }
  }

  /// In the process of its own: searches, first cold, then warm.
  static void search(Path file) {
    try (SqliteStore store = SqliteStore.open(file)) {
      Replica replica = CoreBench.replica(store);
      List<Condition> site = List.of(Condition.parse("site=camp-7"));
      Query.Sort sort = Query.Sort.parse("-summary");
      for (int round = 1; round <= ROUNDS; round++) {
        time("all of a site", () -> replica.read(v -> v.search(query(site, null, MOST))));
        time("the first 20 of one site", () -> replica.read(v -> v.search(query(site, null, 20))));
        time("the greatest 20, sorted", () -> replica.read(v -> v.search(query(site, sort, 20))));
      }
    }
  }

  private static Query query(List<Condition> tests, Query.@Nullable Sort sort, int limit) {
    return new Query("ticket", new ArrayList<>(tests), sort, limit, 0);
  }

  private static void time(String what, Supplier<List<Found>> search) {
    long start = System.nanoTime();
    int count = search.get().size();
    System.out.printf(
        "search, %s: %d found, %d ms, heap %d MB%n",
        what, count, millisSince(start), usedMegabytes());
  }

  private static long millisSince(long startNanos) {
    return (System.nanoTime() - startNanos) / 1_000_000;
  }

  private static long usedMegabytes() {
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }
}
