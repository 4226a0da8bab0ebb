package skein.store.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.core.history.Chain;
import skein.core.history.Charter;
import skein.core.replica.Identity;
import skein.core.replica.Origin;
import skein.core.replica.Reading;
import skein.core.replica.StoredChangeset;
import skein.core.replica.StoredRecord;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;
import skein.store.keys.Ed25519Keys;
import skein.store.sqlite.SqliteStore;
import skein.testkit.Scale;
import skein.testkit.Scale.Counts;

/// Sixteen writers in four processes on one store, of which one, some or all are killed, again and
/// again: nothing acknowledged is lost, nothing half-written is seen, the store opens.
final class CrashTest {
  private static final int PROCESSES = 4;
  private static final int THREADS = 4;
  private static final int MOST_ACKNOWLEDGEMENTS = 200;

  /// A store with more than that is left for a new one: to verify it takes time, in which those who
  /// were not killed write on.
  private static final int FULL = 2_000;

  private final Ed25519Keys keys = new Ed25519Keys();
  @TempDir Path folder = Path.of("");

  private Charter charter() {
    Bytes owner = keys.publicKey(Bytes.of(new byte[32]));
    return new Charter(Bytes.of(new byte[16]), owner, false, Charter.Access.ANY);
  }

  private Path create(int number) {
    Bytes secret = keys.freshSecret();
    Bytes key = keys.publicKey(secret);
    Identity identity = new Identity(new Origin(ReplicaId.ofKey(key.toArray()), key, null), secret);
    Path file = folder.resolve("log" + number + ".db");
    SqliteStore.create(file, charter().json(), identity, "epoch").close();
    return file;
  }

  @Test
  void whatWasAcknowledgedSurvivesKills() throws IOException, InterruptedException {
    long seed = 20;
    Random random = new Random(seed);
    int kills = Scale.of(Counts.quick(2).full(30).longRun(300));
    int all = 0;
    for (int kill = 0; kill < kills; ) {
      Path file = create(kill);
      Set<String> acknowledged = new HashSet<>();
      try (Writers writers = new Writers()) {
        for (; kill < kills && acknowledged.size() < FULL; kill++) {
          while (writers.count() < PROCESSES) {
            writers.start(Writers.command(THREADS, file, Integer.MAX_VALUE));
          }
          acknowledged.addAll(writers.killAfter(1 + random.nextInt(MOST_ACKNOWLEDGEMENTS), random));
          try (SqliteStore store = SqliteStore.open(file)) {
            Set<String> lost = new HashSet<>(acknowledged);
            lost.removeAll(store.<Set<String>>read(this::stored));
            assertThat(lost).as("seed %d, kill %d", seed, kill).isEmpty();
          }
        }
      }
      all += acknowledged.size();
    }
    assertThat(all).isGreaterThan(kills);
  }

  /// Verifies the whole log, and gives back what its changesets would be acknowledged as.
  private Set<String> stored(Reading reading) {
    List<StoredChangeset> log = reading.log(0, Integer.MAX_VALUE);
    Origin origin = reading.identity().origin();
    Chain place = Chain.start(charter().space(), origin.replica(), origin.grantBytes());
    for (StoredChangeset one : log) {
      place = place.next(one.bytes().orElseThrow());
      assertThat(one.place()).isEqualTo(place);
      assertThat(one.number()).isEqualTo(place.seq());
      Bytes signature = one.signature();
      if (signature != null) {
        Bytes message = place.message(charter().space());
        assertThat(keys.verify(origin.key(), message, signature)).isTrue();
      }
    }
    if (!log.isEmpty()) {
      assertThat(log.getLast().signature()).isNotNull();
      assertThat(reading.branches()).singleElement().matches(b -> b.head().equals(last(log)));
    }
    List<StoredRecord> left = reading.scan("left", 0, Integer.MAX_VALUE);
    List<StoredRecord> right = reading.scan("right", 0, Integer.MAX_VALUE);
    assertThat(ids(left)).hasSameSizeAs(log).isEqualTo(ids(right));
    Set<String> stored = new HashSet<>();
    for (StoredRecord record : left) {
      StoredChangeset one = reading.history(record, 0).getFirst();
      stored.add("ack " + one.place().seq() + " " + one.number() + " " + record.key().id());
    }
    return stored;
  }

  private static Chain last(List<StoredChangeset> log) {
    return log.getLast().place();
  }

  private static List<String> ids(List<StoredRecord> records) {
    List<String> ids = new ArrayList<>();
    records.forEach(record -> ids.add(record.key().id()));
    return ids;
  }
}
