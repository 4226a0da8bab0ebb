package skein.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.core.record.RecordKey;
import skein.core.replica.Assign;
import skein.core.replica.Draft;
import skein.core.replica.Edit;
import skein.core.replica.Outcome;
import skein.core.replica.Reading;
import skein.core.replica.Replica;
import skein.core.replica.StoreBroken;
import skein.core.value.Value;

final class SqliteStoreTest {
  private final Spaces spaces = Spaces.fresh();
  @TempDir Path folder = Path.of("");

  private static Draft create(String id, String text) {
    return Draft.of(
        "ann",
        new Edit.Create(
            new RecordKey("note", id), List.of(new Assign.Set("text", Value.of(text)))));
  }

  @Test
  void whatCannotBeWrittenIsRefusedAloneAndThoseBesideItStand() {
    Value deep = Value.of(1);
    for (int i = 0; i < 64; i++) {
      deep = Value.of(List.of(deep));
    }
    RecordKey key = new RecordKey("note", "deep");
    Draft tooDeep = Draft.of("ann", new Edit.Create(key, List.of(new Assign.Set("nested", deep))));
    Draft longName = Draft.of("a".repeat(257), create("c", "z").edits());
    try (SqliteStore store = spaces.create(folder)) {
      Replica replica = spaces.replica(store);
      assertThat(
              replica.commitAll(
                  List.of(create("a", "x"), tooDeep, create("\ud800", "y"), longName)))
          .satisfiesExactly(
              first -> assertThat(first).isInstanceOf(Outcome.Committed.class),
              second -> assertThat(reasons(second)).contains("nested 64 deep"),
              third -> assertThat(reasons(third)).contains("lone surrogate"),
              fourth -> assertThat(reasons(fourth)).contains("the author has over 256 bytes"));
      assertThat(replica.commit(create("b", "y"))).isInstanceOf(Outcome.Committed.class);
    }
  }

  private static String reasons(Outcome outcome) {
    return outcome instanceof Outcome.Refused refused ? refused.reasons().toString() : "";
  }

  @Test
  void aReplicaWritesAndAnotherProcessReadsIt() {
    try (SqliteStore store = spaces.create(folder)) {
      Replica replica = spaces.replica(store);
      assertThat(replica.commit(create("a", "one"))).isInstanceOf(Outcome.Committed.class);
      replica.commit(create("b", "two"));
      assertThat(replica.commitAll(List.of(create("c", "x"), create("a", "again"))))
          .satisfiesExactly(
              first -> assertThat(first).isInstanceOf(Outcome.Committed.class),
              second -> assertThat(second).isInstanceOf(Outcome.Refused.class));
    }
    try (SqliteStore store = SqliteStore.open(folder.resolve("log.db"))) {
      Replica replica = spaces.replica(store);
      String second = replica.read(view -> view.record(2).orElseThrow().view().key().id());
      assertThat(second).isEqualTo("b");
      assertThat(replica.frontier().of(replica.id()).getFirst().seq()).isEqualTo(3);
      replica.commit(create("d", "y"));
    }
    try (SqliteStore store = SqliteStore.openReadOnly(folder.resolve("log.db"))) {
      int lines = store.read(reading -> reading.log(0, 10).size());
      assertThat(lines).isEqualTo(4);
      assertThatThrownBy(() -> store.write(Reading::epoch))
          .isInstanceOf(StoreBroken.class)
          .hasMessageContaining("opened to be read only");
    }
  }

  @Test
  void aReadingInsideAWritingReadsItsWrites() {
    try (SqliteStore store = spaces.create(folder)) {
      store.<Object>write(tx -> store.read(reading -> assertThat((Object) reading).isSameAs(tx)));
    }
  }

  @Test
  void theFileIsForItsUserAlone() throws IOException {
    try (SqliteStore store = spaces.create(folder)) {
      spaces.replica(store).commit(create("a", "b"));
      List<String> modes = new ArrayList<>();
      for (String name : List.of("log.db", "log.db-wal")) {
        modes.add(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))));
      }
      assertThat(modes).containsOnly("rw-------");
    }
  }

  @Test
  void aWriterThatIsInterruptedKeepsNobodyElseFromWriting() {
    try (SqliteStore store = spaces.create(folder)) {
      Replica replica = spaces.replica(store);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> replica.commit(create("a", "b"))).isInstanceOf(StoreBroken.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(replica.commit(create("a", "b"))).isInstanceOf(Outcome.Committed.class);
    }
  }
}
