package skein.testkit.arena;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import skein.testkit.Scale;
import skein.testkit.arena.world.Tally;

/// Whether the arena would notice: faults are planted one by one, and it must find each.
@Tag("cold")
final class PlantedFaultsTest {
  private static final int MOST_SEEDS = 500;
  private static final long FIRST_SEED = 1_000_001;
  private static final int SAMPLE = 6;

  @Test
  void everyPlantedFaultIsFound() throws IOException, InterruptedException, ExecutionException {
    List<Fault> faults = chosen(Fault.all());
    Planting planting = new Planting();
    Arena.Seeds seeds = new Arena.Seeds(FIRST_SEED, new Arena.Seeds.Count(MOST_SEEDS));
    List<Future<String>> hunts = new ArrayList<>();
    StringBuilder table = new StringBuilder();
    List<String> missed = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      for (Fault fault : faults) {
        hunts.add(threads.submit(() -> planting.hunt(fault, seeds)));
      }
      for (int i = 0; i < faults.size(); i++) {
        String found = hunts.get(i).get();
        table.append("%-50s %s%n".formatted(faults.get(i).name(), found));
        if (found.isEmpty() || isNoFault(found)) {
          missed.add(faults.get(i).name());
        }
      }
    }
    System.out.println(table);
    assertThat(missed).as("faults not found within " + MOST_SEEDS + " seeds").isEmpty();
  }

  /// True if the seed fails without the fault as well: then it proves nothing.
  private static boolean isNoFault(String found) {
    long seed = Long.parseLong(found.replaceAll(".*seed (\\d+),.*", "$1"));
    return Arena.run(seed, new Tally()).isPresent();
  }

  @Test
  void everyFaultStillFitsItsSource() throws IOException {
    Planting planting = new Planting();
    for (Fault fault : Fault.all()) {
      assertThat(planting.fits(fault)).isTrue();
    }
    assertThat(Fault.all()).hasSizeGreaterThanOrEqualTo(25);
  }

  /// A few spread over the list in a quick check, else all.
  private static List<Fault> chosen(List<Fault> all) {
    if (Scale.current() != Scale.QUICK || System.getProperty("skein.faults") != null) {
      return all;
    }
    List<Fault> some = new ArrayList<>();
    for (int i = 0; i < SAMPLE; i++) {
      some.add(all.get(i * all.size() / SAMPLE));
    }
    return some;
  }
}
