package skein.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.core.record.Dot;
import skein.core.record.RecordKey;
import skein.core.replica.Assign;
import skein.core.replica.Draft;
import skein.core.replica.Edit;
import skein.core.replica.Identity;
import skein.core.replica.Outcome;
import skein.core.replica.Reading;
import skein.core.replica.Received;
import skein.core.replica.Replica;
import skein.core.replica.StoreBroken;
import skein.core.replica.StoredChangeset;
import skein.core.replica.Wants;
import skein.core.value.ReplicaId;
import skein.core.value.Value;

final class BackupTest {
  private static final int WRITERS = 4;
  private final Spaces spaces = Spaces.fresh();
  @TempDir Path folder = Path.of("");

  private static Outcome write(Replica replica, String id) {
    return replica.commit(
        Draft.of(
            "ann",
            new Edit.Create(
                new RecordKey("note", id), List.of(new Assign.Set("text", Value.of(id))))));
  }

  private Path copy() {
    return folder.resolve("copy.db");
  }

  private static Set<String> ids(Reading reading) {
    Set<String> ids = new HashSet<>();
    reading.scan("note", 0, Integer.MAX_VALUE).forEach(record -> ids.add(record.key().id()));
    return ids;
  }

  /// Pulls all that the other has; gives back what was to be remarked.
  private static Received pull(Replica to, Replica from) {
    Set<ReplicaId> theirs = from.frontier().heads().keySet();
    Map<ReplicaId, List<Dot>> wants = new HashMap<>();
    theirs.forEach(replica -> wants.put(replica, List.of()));
    return to.receive(from.lines(Wants.all(wants), Replica.Span.ALL, Integer.MAX_VALUE).lines());
  }

  @Test
  void whatWasAcknowledgedBeforeIsInACopyThatIsMadeWhileOthersWrite() throws InterruptedException {
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    AtomicBoolean done = new AtomicBoolean();
    Set<String> before;
    try (SqliteStore store = spaces.create(folder)) {
      Replica replica = spaces.replica(store);
      List<Thread> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        String name = "w" + writer + "-";
        writers.add(
            Thread.startVirtualThread(
                () -> {
                  for (int i = 0; !done.get(); i++) {
                    write(replica, name + i);
                    acknowledged.add(name + i);
                  }
                }));
      }
      while (acknowledged.size() < 200) {
        Thread.onSpinWait();
      }
      before = Set.copyOf(acknowledged);
      List<Long> told = new ArrayList<>();
      store.backup(copy(), told::add);
      assertThat(told.getLast()).isEqualTo(copy().toFile().length());
      done.set(true);
      for (Thread writer : writers) {
        writer.join();
      }
    }
    assertThat(SqliteStore.faults(copy())).isEmpty();
    try (SqliteStore store = SqliteStore.open(copy())) {
      List<StoredChangeset> log = store.read(reading -> reading.log(0, Integer.MAX_VALUE));
      assertThat(log.getLast().signature()).isNotNull();
      assertThat(store.<Set<String>>read(BackupTest::ids)).hasSize(log.size()).containsAll(before);
    }
  }

  @Test
  void aCopyHoldsNoSecretAndCannotWriteUntilItHasItsOwn() throws IOException {
    Identity identity;
    try (SqliteStore store = spaces.create(folder)) {
      write(spaces.replica(store), "a");
      identity = store.read(Reading::identity);
      store.backup(copy(), bytes -> {});
    }
    String bytes = Files.readString(copy(), StandardCharsets.ISO_8859_1);
    String secret = new String(identity.secret().toArray(), StandardCharsets.ISO_8859_1);
    assertThat(bytes).doesNotContain(secret);
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("log.db", "log.lock", "log.bell", "copy.db");
    try (SqliteStore store = SqliteStore.open(copy())) {
      Replica replica = spaces.replica(store);
      assertThatThrownBy(() -> write(replica, "b")).hasMessageContaining("secret");
    }
  }

  @Test
  void aRestoredReplicaAndTheOriginalComeToTheSameWithoutAFork() {
    try (SqliteStore store = spaces.create(folder)) {
      Replica original = spaces.replica(store);
      write(original, "before");
      store.backup(copy(), bytes -> {});
      write(original, "after");
      SqliteStore.adopt(copy(), spaces.identity(), "another epoch");
      try (SqliteStore again = SqliteStore.open(copy())) {
        Replica restored = spaces.replica(again);
        write(restored, "elsewhere");
        assertThat(pull(restored, original).remarks()).isEmpty();
        assertThat(pull(original, restored).remarks()).isEmpty();
        assertThat(restored.frontier()).isEqualTo(original.frontier());
        assertThat(restored.id()).isNotEqualTo(original.id());
        assertThat(again.<String>read(Reading::epoch)).isEqualTo("another epoch");
        assertThat(again.<Set<String>>read(BackupTest::ids))
            .isEqualTo(store.<Set<String>>read(BackupTest::ids))
            .containsExactlyInAnyOrder("before", "after", "elsewhere");
      }
    }
  }

  @Test
  void nothingIsOverwrittenAndNothingLeftBehind() throws IOException {
    try (SqliteStore store = spaces.create(folder)) {
      Files.writeString(copy(), "precious");
      assertThatThrownBy(() -> store.backup(copy(), bytes -> {}))
          .isInstanceOf(StoreBroken.class)
          .hasMessageContaining("it is there already");
      Path nowhere = folder.resolve("no/such/folder/copy.db");
      assertThatThrownBy(() -> store.backup(nowhere, bytes -> {}))
          .isInstanceOf(StoreBroken.class)
          .hasMessageContaining(nowhere.toString());
    }
    assertThat(copy()).hasContent("precious");
  }
}
