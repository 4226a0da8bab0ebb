package skein.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.core.replica.Reading;
import skein.core.replica.StoreBroken;

final class SchemaTest {
  private static final Schema LATER = new Schema(later());
  private final Spaces spaces = Spaces.fresh();
  @TempDir Path folder = Path.of("");

  private static List<List<String>> later() {
    List<List<String>> steps = new ArrayList<>(Schema.CURRENT.steps());
    steps.add(List.of("CREATE TABLE peer (id INTEGER PRIMARY KEY) STRICT"));
    return steps;
  }

  private Path created() {
    spaces.create(folder).close();
    return folder.resolve("log.db");
  }

  @Test
  void aStoreOfAnEarlierVersionIsRaised() {
    Path file = created();
    for (int i = 0; i < 2; i++) {
      try (SqliteStore store = SqliteStore.open(file, LATER)) {
        assertThat(store.<String>read(Reading::epoch)).isEqualTo("epoch");
      }
    }
    try (Link link = Link.open(file, Link.Mode.READ)) {
      assertThat(LATER.versionOf(link, file)).isEqualTo(Schema.CURRENT.latest() + 1);
      assertThat(link.all("SELECT id FROM peer", row -> row.getInt(1))).isEmpty();
    }
  }

  @Test
  void aStoreOfALaterVersionIsRefused() {
    Path file = created();
    SqliteStore.open(file, LATER).close();
    assertThatThrownBy(() -> SqliteStore.open(file))
        .isInstanceOf(StoreBroken.class)
        .hasMessageContaining(
            "its version is %d, this Skein knows %d"
                .formatted(Schema.CURRENT.latest() + 1, Schema.CURRENT.latest()))
        .hasMessageContaining(file.toString());
  }

  @Test
  void whatIsNoStoreIsRefusedWithAReason() throws IOException {
    Path text = Files.writeString(folder.resolve("text.db"), "this is no database\n".repeat(99));
    Path empty = Files.createFile(folder.resolve("empty.db"));
    refused(() -> SqliteStore.open(text), "not a Skein store");
    refused(() -> SqliteStore.open(empty), "not a Skein store");
    refused(() -> SqliteStore.open(folder.resolve("none.db")), "there is no such file");
    refused(() -> SqliteStore.openReadOnly(folder.resolve("none.db")), "there is no such file");
    Path file = created();
    refused(() -> spaces.create(folder), "it is there already");
    assertThat(file).exists();
  }

  @Test
  void aDamagedPageIsToldAsSuch() throws IOException {
    Path file = created();
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      int page = 4096;
      for (long at = page; at < bytes.length(); at += page) {
        bytes.seek(at);
        bytes.write(new byte[] {77, 77, 77, 77, 77, 77, 77, 77});
      }
    }
    refused(
        () -> {
          try (SqliteStore store = SqliteStore.open(file)) {
            store.read(Reading::charter);
          }
        },
        "a page of the file is damaged");
  }

  private static void refused(ThrowingCallable what, String why) {
    assertThatThrownBy(what).isInstanceOf(StoreBroken.class).hasMessageContaining(why);
  }
}
