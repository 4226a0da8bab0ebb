package skein.testkit.arena;

import java.util.Optional;
import skein.testkit.arena.world.Tally;

/// Runs seeds from a command line.
public final class ArenaRun {
  private ArenaRun() {}

  /// `first count`.
  public static void main(String[] arguments) {
    long first = Long.parseLong(arguments[0]);
    int count = Integer.parseInt(arguments[1]);
    Tally tally = new Tally();
    long start = System.nanoTime();
    int failures = 0;
    for (long seed = first; seed < first + count; seed++) {
      Optional<Arena.Failure> failure = Arena.run(seed, tally);
      if (failure.isPresent()) {
        failures++;
        System.out.println(failure.get());
      }
    }
    System.out.println(tally);
    System.out.println(
        count + " seeds, " + failures + " failed, " + (System.nanoTime() - start) / 1e6 / count);
  }
}
