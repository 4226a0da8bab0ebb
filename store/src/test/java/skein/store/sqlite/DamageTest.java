package skein.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.core.record.LiveRecord;
import skein.core.record.RecordKey;
import skein.core.replica.Assign;
import skein.core.replica.Draft;
import skein.core.replica.Edit;
import skein.core.replica.Reading;
import skein.core.replica.Replica;
import skein.core.replica.StoreBroken;
import skein.core.replica.StoredChangeset;
import skein.core.replica.StoredRecord;
import skein.core.replica.Wants;
import skein.core.value.Bytes;
import skein.core.value.Value;
import skein.testkit.Scale;
import skein.testkit.Scale.Counts;

/// What a disk may do to a store: every damage is told as such or changes nothing that is shown.
final class DamageTest {
  private static final int RECORDS = 40;
  private static final int FLIPS = Scale.of(Counts.quick(200).full(4_000).longRun(100_000));
  private final Spaces spaces = Spaces.fresh();
  @TempDir Path folder = Path.of("");

  /// All that readers are shown: bodies in their order, live entries by local id.
  private record Shown(List<Bytes> bodies, TreeMap<Long, LiveRecord> records) {
    static Shown of(Reading reading) {
      List<Bytes> bodies = bodies(reading.log(0, Integer.MAX_VALUE));
      TreeMap<Long, LiveRecord> records = new TreeMap<>();
      for (StoredRecord record : reading.since(0, Integer.MAX_VALUE)) {
        records.put(record.localId(), record.live());
        bodies(reading.history(record, 0));
      }
      return new Shown(bodies, records);
    }

    private static List<Bytes> bodies(List<StoredChangeset> log) {
      return log.stream().flatMap(line -> line.bytes().stream()).toList();
    }
  }

  private static void write(Replica replica, int round) {
    for (int i = 0; i < RECORDS; i++) {
      RecordKey key = new RecordKey("note", "n" + i);
      List<Assign> assigns = List.of(new Assign.Set("text", Value.of("text " + i + " " + round)));
      replica.commit(
          Draft.of(
              "ann", round == 0 ? new Edit.Create(key, assigns) : Edit.Update.of(key, assigns)));
    }
  }

  private Path log() {
    return folder.resolve("log.db");
  }

  /// A copy of the store's files in a folder of its own, damaged.
  private Path damaged(String name, String file, UnaryOperator<byte[]> damage) throws IOException {
    Path copy = Files.createDirectories(folder.resolve(name));
    for (String part : List.of("log.db", "log.db-wal", "log.bell")) {
      Files.deleteIfExists(copy.resolve(part));
      if (Files.exists(folder.resolve(part))) {
        byte[] bytes = Files.readAllBytes(folder.resolve(part));
        Files.write(copy.resolve(part), part.equals(file) ? damage.apply(bytes) : bytes);
      }
    }
    Files.deleteIfExists(copy.resolve("log.db-shm"));
    return copy.resolve("log.db");
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] copy = bytes.clone();
    copy[bit / 8] ^= (byte) (1 << bit % 8);
    return copy;
  }

  /// Wherever a text ends with what it should not: a page may hold what it has let go of as well.
  private static byte[] replaced(byte[] bytes, String text, String end) {
    String all = new String(bytes, StandardCharsets.ISO_8859_1);
    String other = text.substring(0, text.length() - end.length() - 1) + end + "\"";
    return all.replace(text, other).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Shown read(Path file) {
    try (SqliteStore store = SqliteStore.open(file)) {
      return store.read(Shown::of);
    }
  }

  /// True if somebody who opens and reads the whole store is told.
  private static boolean isTold(Path file, Shown before) {
    try {
      Shown shown = read(file);
      return shown.equals(before) || !SqliteStore.faults(file).isEmpty();
    } catch (StoreBroken e) {
      assertThat(e).hasMessageContaining("cannot ").hasMessageContaining("log.db");
      return true;
    }
  }

  @Test
  void aFlippedBitIsToldOrChangesNothingThatIsShown() throws IOException {
    try (SqliteStore store = spaces.create(folder)) {
      write(spaces.replica(store), 0);
      write(spaces.replica(store), 1);
    }
    Shown before = read(log());
    int bits = 8 * Math.toIntExact(Files.size(log()));
    Random random = new Random(5);
    for (int i = 0; i < FLIPS; i++) {
      int bit = random.nextInt(bits);
      Path file = damaged("flipped", "log.db", bytes -> flipped(bytes, bit));
      assertThat(isTold(file, before)).as("bit %d", bit).isTrue();
    }
  }

  @Test
  void aFlippedBodyIsDamageOfThisStoreAndIsNotSent() throws IOException {
    try (SqliteStore store = spaces.create(folder)) {
      write(spaces.replica(store), 0);
    }
    Path file =
        damaged("body", "log.db", bytes -> replaced(bytes, "\"text\":\"text 7 0\"", "text 7 1"));
    try (SqliteStore store = SqliteStore.open(file)) {
      Replica replica = spaces.replica(store);
      assertThatThrownBy(
              () ->
                  replica.lines(
                      Wants.all(java.util.Map.of(replica.id(), List.of())),
                      Replica.Span.ALL,
                      1_000))
          .isInstanceOf(StoreBroken.class)
          .hasMessageContaining("changeset 8 ")
          .hasMessageContaining("is not what its author wrote")
          .hasMessageContaining(file.toString());
      Value shown = replica.read(view -> view.record(8).orElseThrow().view().value("text"));
      assertThat(shown).isEqualTo(Value.of("text 7 0"));
    }
  }

  @Test
  void aTruncatedFileIsTold() throws IOException {
    try (SqliteStore store = spaces.create(folder)) {
      write(spaces.replica(store), 0);
    }
    Shown before = read(log());
    int size = Math.toIntExact(Files.size(log()));
    List<Integer> lengths = new ArrayList<>(List.of(0, 1, 50, 99, 100, 512, size - 1));
    for (int length = 4_096; length < size; length += 4_096) {
      lengths.add(length);
      lengths.add(length + 17);
    }
    for (int length : lengths) {
      Path file = damaged("short", "log.db", bytes -> Arrays.copyOf(bytes, length));
      assertThat(isTold(file, before)).as("cut to %d bytes", length).isTrue();
    }
  }

  /// SQLite takes a damaged journal for one that ends there, as after a crash, and opens without a
  /// word; but these commits had been acknowledged.
  @Test
  void aDamagedOrLostJournalIsTold() throws IOException {
    try (SqliteStore store = spaces.create(folder)) {
      write(spaces.replica(store), 0);
      Shown before = store.read(Shown::of);
      int size = Math.toIntExact(Files.size(folder.resolve("log.db-wal")));
      Random random = new Random(6);
      for (int i = 0; i < FLIPS / 4; i++) {
        int bit = random.nextInt(8 * size);
        Path file = damaged("journal", "log.db-wal", bytes -> flipped(bytes, bit));
        assertThat(isTold(file, before)).as("bit %d", bit).isTrue();
      }
      Path file = damaged("cut", "log.db-wal", bytes -> Arrays.copyOf(bytes, size - 100));
      assertThatThrownBy(() -> SqliteStore.open(file))
          .isInstanceOf(StoreBroken.class)
          .hasMessageContaining("the log ends with changeset 39, but 40 had been written")
          .hasMessageContaining("skein verify --renew");
      assertThat(SqliteStore.faults(file)).isEmpty();
      assertThat(SqliteStore.lost(file).orElseThrow()).contains("but 40 had been written");
      SqliteStore.adopt(file, spaces.identity(), "again");
      assertThat(SqliteStore.lost(file)).isEmpty();
      assertThat(read(file).bodies()).hasSize(RECORDS - 1);
    }
  }

  @Test
  void nothingIsPutOnTopOfADamagedEnd() {
    try (SqliteStore store = spaces.create(folder)) {
      write(spaces.replica(store), 0);
    }
    try (Link link = Link.open(log(), Link.Mode.WRITE)) {
      link.run("UPDATE branch SET hash = x'" + "77".repeat(32) + "'");
    }
    try (SqliteStore store = SqliteStore.open(log())) {
      assertThatThrownBy(() -> write(spaces.replica(store), 1))
          .isInstanceOf(StoreBroken.class)
          .hasMessageContaining("differ");
    }
  }
}
