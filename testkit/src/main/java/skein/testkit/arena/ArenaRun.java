package skein.testkit.arena;

import java.util.Optional;
import skein.testkit.arena.world.Tally;

/// The arena from a command line.
public final class ArenaRun {
  private ArenaRun() {}

  /// `--seed N` runs one seed and explains its failure; `FIRST COUNT` runs many.
  public static void main(String[] arguments) {
    if (arguments.length != 2) {
      System.err.println("arena: --seed N, or FIRST COUNT");
      return;
    }
    if (arguments[0].equals("--seed")) {
      System.out.println(one(Long.parseLong(arguments[1])));
      return;
    }
    Arena.Seeds.Count count = new Arena.Seeds.Count(Integer.parseInt(arguments[1]));
    Arena.Outcome outcome = Arena.runAll(new Arena.Seeds(Long.parseLong(arguments[0]), count));
    System.out.println(outcome);
    outcome.failures().forEach(failure -> System.out.println(Arena.explain(failure)));
  }

  /// What one seed comes to.
  static String one(long seed) {
    Tally tally = new Tally();
    Optional<Arena.Failure> failure = Arena.run(seed, tally);
    return tally + failure.map(Arena::explain).orElse("seed " + seed + " keeps all laws");
  }
}
