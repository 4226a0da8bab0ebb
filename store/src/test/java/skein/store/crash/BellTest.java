package skein.store.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.core.history.Charter;
import skein.core.record.RecordKey;
import skein.core.replica.Draft;
import skein.core.replica.Edit;
import skein.core.replica.Identity;
import skein.core.replica.Origin;
import skein.core.replica.Replica;
import skein.core.replica.Snapshot;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;
import skein.store.keys.Ed25519Keys;
import skein.store.sqlite.Belfry;
import skein.store.sqlite.Bell;
import skein.store.sqlite.SqliteStore;

final class BellTest {
  private static final int PATIENCE_SECONDS = 60;
  @TempDir Path folder = Path.of("");

  /// What a listener has found in the log each time it was called.
  private record Found(Replica replica, LinkedBlockingQueue<Long> numbers) {
    Found(SqliteStore store) {
      this(CrashWriter.replica(store), new LinkedBlockingQueue<>());
    }

    void look() {
      numbers.add(replica.read(Snapshot::lastNumber));
    }

    /// How often the listener was called until it found so many changesets.
    int callsUntil(long number) throws InterruptedException {
      int calls = 1;
      for (Long seen = numbers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
          seen == null || seen < number;
          seen = numbers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        assertThat(seen).as("a call of the listener").isNotNull();
        calls++;
      }
      return calls;
    }
  }

  private SqliteStore create() {
    Ed25519Keys keys = new Ed25519Keys();
    Bytes secret = keys.freshSecret();
    Bytes key = keys.publicKey(secret);
    return SqliteStore.create(
        log(),
        new Charter(Bytes.of(new byte[16]), key, false, Charter.Access.ANY).json(),
        new Identity(new Origin(ReplicaId.ofKey(key.toArray()), key, null), secret),
        "epoch");
  }

  private Path log() {
    return folder.resolve("log.db");
  }

  private static Draft draft(String id) {
    return Draft.of("ann", new Edit.Create(new RecordKey("note", id), List.of()));
  }

  @Test
  void whatAnotherProcessWritesIsHeard() throws IOException, InterruptedException {
    create().close();
    try (SqliteStore store = SqliteStore.openReadOnly(log())) {
      Found found = new Found(store);
      try (Bell bell = Bell.hang(log(), found::look)) {
        assertThat(bell).isNotNull();
        try (Writers writers = new Writers()) {
          writers.start(Writers.command(2, log(), 20));
          found.callsUntil(40);
          assertThat(writers.rest()).hasSize(40);
        }
      }
      assertThat(found.numbers()).isEmpty();
    }
  }

  @Test
  void theLastChangeIsAlwaysTold() throws InterruptedException {
    try (SqliteStore store = create();
        Belfry belfry = new Belfry()) {
      Found found = new Found(store);
      Replica replica = CrashWriter.replica(store);
      try (Bell bell = store.onChange(belfry, found::look)) {
        assertThat(bell).isNotNull();
        List<Thread> writers =
            IntStream.range(0, 4)
                .mapToObj(
                    thread ->
                        Thread.startVirtualThread(
                            () ->
                                IntStream.range(0, 100)
                                    .forEach(i -> replica.commit(draft(thread + "-" + i)))))
                .toList();
        for (Thread writer : writers) {
          writer.join();
        }
        found.callsUntil(400);
      }
    }
  }

  @Test
  void aWriteSucceedsWhereTheBellCannotBeRung() throws IOException, InterruptedException {
    try (SqliteStore store = create();
        Belfry belfry = new Belfry()) {
      Files.createDirectory(folder.resolve("log.bell"));
      Found found = new Found(store);
      try (Bell bell = store.onChange(belfry, found::look)) {
        assertThat(bell).isNotNull();
        CrashWriter.replica(store).commit(draft("a"));
        assertThat(found.callsUntil(1)).isPositive();
      }
    }
  }

  @Test
  void whoHasTakenItDownIsLeftInPeace() throws InterruptedException {
    try (SqliteStore store = create();
        Belfry belfry = new Belfry()) {
      Found down = new Found(store);
      Found up = new Found(store);
      Bell first = store.onChange(belfry, down::look);
      try (Bell second = store.onChange(belfry, up::look)) {
        assertThat(second).isNotNull();
        first.close();
        CrashWriter.replica(store).commit(draft("a"));
        up.callsUntil(1);
      }
      assertThat(down.numbers()).isEmpty();
    }
  }

  /// Linux allows a user 128 watches.
  @Test
  void whereNoBellHangsNothingIsWatched() throws InterruptedException {
    try (SqliteStore store = create()) {
      Found found = new Found(store);
      Belfry again = new Belfry();
      for (int i = 0; i < 200; i++) {
        store.onChange(new Belfry(), found::look).close();
        store.onChange(again, found::look).close();
      }
      try (Bell bell = store.onChange(again, found::look)) {
        assertThat(bell).isNotNull();
        CrashWriter.replica(store).commit(draft("a"));
        assertThat(found.callsUntil(1)).isPositive();
      }
    }
  }
}
