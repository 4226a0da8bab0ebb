package skein.app.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.testkit.sample.SampleData;
import skein.testkit.sample.TrackerHistory;

/// Everybody in a tracker works offline on a SQLite replica of their own, and all end up equal.
final class TrackerReplayTest {
  private static final long SEED = 11;

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  @Test
  void aSmallTeamThatWorksApartAgreesInTheEnd() throws Exception {
    replay("small", TrackerHistory.generate(SEED, new TrackerHistory.Size(40, 30)), 1);
  }

  @Test
  @Tag("full")
  void aWholeTrackerThatWorksApartAgreesInTheEnd() throws Exception {
    replay("half", TrackerHistory.generate(SEED, new TrackerHistory.Size(210, 140)), 2);
    for (SampleData.Sample sample : new SampleData(System.getenv()).histories(SEED)) {
      if (sample.isReal()) {
        replay(sample.toString(), TrackerHistory.read(sample.bytes()), 1);
      }
    }
  }

  @Test
  @Tag("long")
  void aWholeTrackerAgreesUnderTwentySeeds() throws Exception {
    for (SampleData.Sample sample : new SampleData(System.getenv()).histories(SEED).reversed()) {
      replay(sample.toString(), TrackerHistory.read(sample.bytes()), 20);
    }
  }

  private void replay(String name, TrackerHistory history, long seeds) throws Exception {
    System.out.println("replay of " + name);
    System.out.println(
        "seed | replicas | changesets | exchanges | conflicts found | healed"
            + " | written over | left open | seconds");
    for (long seed = 1; seed <= seeds; seed++) {
      Path files = Files.createTempDirectory(folder, "seed-" + seed);
      long start = System.nanoTime();
      try (ReplayedOffice office = new ReplayedOffice(files, seed)) {
        TrackerReplay.Report report = new TrackerReplay(office, seed).play(history);
        requireEqual(office, seed);
        System.out.printf(
            "%4d | %8d | %10d | %9d | %15d | %6d | %12d | %9d | %7d%n",
            seed,
            office.names().size(),
            report.changesets(),
            report.exchanges(),
            report.found(),
            report.healed(),
            report.replaced(),
            report.open(),
            (System.nanoTime() - start) / 1_000_000_000);
      }
    }
  }

  private static void requireEqual(ReplayedOffice office, long seed) {
    List<String> names = office.names();
    String first = TrackerReplay.knowledge(office.replica(names.getFirst()));
    for (String name : names) {
      assertThat(TrackerReplay.knowledge(office.replica(name)))
          .as("what %s knows, seed %d", name, seed)
          .isEqualTo(first);
    }
  }
}
