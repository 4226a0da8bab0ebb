package skein.testkit.arena;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import skein.testkit.Scale;
import skein.testkit.arena.world.Tally;

/// The arena over many seeds; with `-Dskein.seed=N` over that one alone.
final class ArenaTest {
  private static final Scale.Counts SEEDS = Scale.Counts.quick(200).full(2_000).longRun(200_000);

  @Test
  void everySeedKeepsAllLaws() {
    Optional<Long> only = Optional.ofNullable(Long.getLong("skein.seed"));
    if (only.isPresent()) {
      Tally tally = new Tally();
      Optional<Arena.Failure> failure = Arena.run(only.get(), tally);
      System.out.println(tally);
      assertThat(failure.map(Arena::explain)).isEmpty();
      return;
    }
    Arena.Outcome outcome =
        Arena.runAll(new Arena.Seeds(1, new Arena.Seeds.Count(Scale.of(SEEDS))));
    System.out.println(outcome);
    assertThat(outcome.failures().stream().map(Arena::explain)).isEmpty();
    assertThat(outcome.tally().missing()).as("what never happened").isEmpty();
  }

  @Test
  void seedsThatOnceFailedKeepAllLaws() throws IOException {
    for (long seed : found()) {
      assertThat(Arena.run(seed, new Tally()).map(Arena::explain)).isEmpty();
    }
  }

  /// One number a line; what follows it says what was wrong.
  private static List<Long> found() throws IOException {
    try (InputStream in = ArenaTest.class.getResourceAsStream("found-seeds.txt")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> Long.valueOf(line.split(" ", 2)[0]))
          .toList();
    }
  }

  @Test
  void aSeedIsTheSameRunEveryTime() {
    Tally once = new Tally();
    Tally twice = new Tally();
    Arena.run(7, once);
    Arena.run(7, twice);

    assertThat(once.toString()).isEqualTo(twice.toString());
  }
}
