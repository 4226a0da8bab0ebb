package skein.store.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.core.history.Charter;
import skein.core.replica.Identity;
import skein.core.replica.Origin;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;
import skein.store.keys.Ed25519Keys;
import skein.store.sqlite.SqliteStore;

/// What the system is asked to do, as `strace` tells it: a process does not acknowledge before its
/// transaction has been synced.
final class SyncTest {
  private static final int COMMITS = 50;
  @TempDir Path folder = Path.of("");

  /// Follows the journal through a trace: written, synced, acknowledged.
  private static final class Trace {
    int acknowledged;
    int syncs;
    private boolean unsynced;
    private boolean writtenSince;

    void line(String line) {
      boolean journal = line.contains("log.db-wal>");
      boolean isWrite = line.contains(" write(") || line.contains(" pwrite64(");
      if (isWrite && journal) {
        unsynced = true;
        writtenSince = true;
      } else if (line.contains("sync(") && journal && !line.contains("<unfinished")) {
        synced();
      } else if (line.contains("sync resumed>")) {
        synced();
      } else if (line.contains(" write(1<") && line.contains("\"ack ")) {
        assertThat(writtenSince).as("a transaction was written before: %s", line).isTrue();
        assertThat(unsynced).as("not all was synced before: %s", line).isFalse();
        writtenSince = false;
        acknowledged++;
      }
    }

    private void synced() {
      syncs++;
      unsynced = false;
    }
  }

  @Test
  @Tag("full")
  void nothingIsAcknowledgedBeforeItsSync() throws IOException, InterruptedException {
    assertThat(Path.of("/usr/bin/strace"))
        .as("this test needs strace; install it with: apt-get install -y strace")
        .exists();
    Ed25519Keys keys = new Ed25519Keys();
    Bytes secret = keys.freshSecret();
    Bytes key = keys.publicKey(secret);
    Path file = folder.resolve("log.db");
    SqliteStore.create(
            file,
            new Charter(Bytes.of(new byte[16]), key, false, Charter.Access.ANY).json(),
            new Identity(new Origin(ReplicaId.ofKey(key.toArray()), key, null), secret),
            "epoch")
        .close();
    Path trace = folder.resolve("trace");
    List<String> command =
        new ArrayList<>(List.of("/usr/bin/strace", "-f", "-y", "-s", "80", "-o", trace.toString()));
    command.addAll(List.of("-e", "trace=write,pwrite64,fdatasync,fsync"));
    command.addAll(Writers.command(1, file, COMMITS));
    try (Writers writers = new Writers()) {
      writers.start(command);
      assertThat(writers.rest()).hasSize(COMMITS);
    }

    Trace read = new Trace();
    Files.readAllLines(trace, java.nio.charset.StandardCharsets.ISO_8859_1).forEach(read::line);
    assertThat(read.acknowledged).isEqualTo(COMMITS);
    assertThat(read.syncs).isGreaterThanOrEqualTo(COMMITS);
  }
}
