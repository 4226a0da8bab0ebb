package skein.store.tables;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static skein.store.tables.Samples.BOARD;
import static skein.store.tables.Samples.fill;
import static skein.store.tables.Samples.put;
import static skein.store.tables.Samples.shown;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.testkit.Scale;
import skein.testkit.Scale.Counts;

/// Tables that a disk, a crash or somebody has spoilt are seen as such, and can be built anew.
final class TornFileTest {
  private static final int FLIPS = Scale.of(Counts.quick(60).full(300).longRun(50_000));
  private static final Query ALL = Query.of("SELECT * FROM posts ORDER BY id");
  private final Queries queries = Queries.start();
  private final List<PostChange> posts = new ArrayList<>();
  @TempDir Path folder = Path.of("");
  private Path file;
  private String before = "";

  @BeforeEach
  void fillTables() {
    for (int i = 0; i < 200; i++) {
      posts.add(
          put("p" + i, "{'_table':'posts','body':'text number %d','votes':%d}".formatted(i, i)));
    }
    try (Tables tables = Tables.open(folder)) {
      fill(tables, BOARD, posts, 9);
      before = shown(queries.ask(tables, ALL));
    }
    file = folder.resolve("view-2.db");
  }

  @AfterEach
  void close() {
    queries.close();
  }

  /// Opened anew, the tables are as they were, or empty; then they can be filled as ever.
  private boolean isRebuilt(UnaryOperator<byte[]> damage) throws IOException {
    byte[] good = Files.readAllBytes(file);
    byte[] seal = Files.readAllBytes(folder.resolve("view-2.db-seal"));
    Files.write(file, damage.apply(good.clone()));
    boolean anew;
    try (Tables tables = Tables.open(folder)) {
      anew = tables.schema().equals(TableSchema.NONE);
      assertThat(tables.cursor()).isEqualTo(anew ? 0 : 9);
      if (anew) {
        fill(tables, BOARD, posts, 9);
      }
      assertThat(shown(queries.ask(tables, ALL))).isEqualTo(before);
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path left : files.toList()) {
        Files.delete(left);
      }
    }
    Files.write(file, good);
    Files.write(folder.resolve("view-2.db-seal"), seal);
    return anew;
  }

  @Test
  void tablesOfEarlierAreAnsweredFromAtOnce() throws IOException {
    assertThat(isRebuilt(bytes -> bytes)).isFalse();
  }

  @Test
  void aTurnedBitIsSeen() throws IOException {
    Random random = new Random(7);
    int size = Math.toIntExact(Files.size(file));
    for (int i = 0; i < FLIPS; i++) {
      int bit = random.nextInt(8 * size);
      boolean anew =
          isRebuilt(
              bytes -> {
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
                return bytes;
              });
      assertThat(anew).as("bit %d", bit).isTrue();
    }
  }

  @Test
  void aTruncatedFileIsSeen() throws IOException {
    int size = Math.toIntExact(Files.size(file));
    for (int length : new int[] {0, 1, 99, 100, 4_096, 4_097, size / 2, size - 1}) {
      assertThat(isRebuilt(bytes -> Arrays.copyOf(bytes, length))).as("%d", length).isTrue();
    }
  }

  @Test
  void aFileOfSomethingElseIsSeen() throws IOException {
    assertThat(isRebuilt(bytes -> "no database at all\n".repeat(500).getBytes(US_ASCII))).isTrue();
  }

  @Test
  void withoutASealAFileIsLookedThrough() throws IOException {
    Files.delete(folder.resolve("view-2.db-seal"));
    try (Tables tables = Tables.open(folder)) {
      assertThat(tables.schema()).isEqualTo(BOARD);
      assertThat(tables.cursor()).isEqualTo(9);
    }
    Files.delete(folder.resolve("view-2.db-seal"));
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      for (long at = 4_096; at < bytes.length(); at += 4_096) {
        bytes.seek(at);
        bytes.write(new byte[] {77, 77, 77, 77, 77, 77, 77, 77});
      }
    }
    try (Tables tables = Tables.open(folder)) {
      assertThat(tables.schema()).isEqualTo(TableSchema.NONE);
    }
  }

  @Test
  void aDeletedFolderIsMadeAnew() throws IOException {
    Files.delete(file);
    try (Tables tables = Tables.open(folder)) {
      assertThat(tables.schema()).isEqualTo(TableSchema.NONE);
      fill(tables, BOARD, posts, 9);
    }
    try (Tables tables = Tables.open(folder)) {
      assertThat(shown(queries.ask(tables, ALL))).isEqualTo(before);
    }
  }

  /// As after a crash: the second file stays, unfinished.
  @Test
  void anUnfinishedRemapIsForgotten() throws IOException {
    Path crashed = folder.resolve("crashed");
    try (Tables tables = Tables.open(folder);
        Remap remap = tables.remap(TableSchema.NONE)) {
      remap.apply(posts, 5);
      tables.apply(List.of(new PostChange.Remove("p0")), 10);
      Files.createDirectories(crashed);
      try (Stream<Path> files = Files.list(folder)) {
        for (Path each : files.filter(Files::isRegularFile).toList()) {
          Files.copy(each, crashed.resolve(each.getFileName()));
        }
      }
    }
    try (Tables tables = Tables.open(crashed)) {
      assertThat(tables.schema()).isEqualTo(BOARD);
      assertThat(tables.cursor()).isEqualTo(10);
      assertThat(shown(queries.ask(tables, Query.of("SELECT count(*) FROM posts"))))
          .isEqualTo("[[199]]");
    }
    try (Stream<Path> files = Files.list(crashed)) {
      assertThat(files.map(each -> String.valueOf(each.getFileName())).sorted())
          .containsExactly("view-2.db", "view-2.db-seal");
    }
  }

  @Test
  void aFileTornWhileItIsOpenIsToldAndBuiltAnew() throws IOException {
    try (Tables tables = Tables.open(folder)) {
      byte[] zeros = new byte[Math.toIntExact(Files.size(file))];
      try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
        bytes.seek(4_096);
        bytes.write(zeros, 0, zeros.length - 4_096);
      }
      assertThat(shown(queries.ask(tables, ALL))).startsWith("DAMAGED: ");
      assertThat(tables.schema()).isEqualTo(TableSchema.NONE);
      fill(tables, BOARD, posts, 9);
      assertThat(tables.schema()).isEqualTo(BOARD);
      assertThat(shown(queries.ask(tables, ALL))).isEqualTo(before);
    }
  }
}
