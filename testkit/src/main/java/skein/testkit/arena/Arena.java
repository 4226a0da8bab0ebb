package skein.testkit.arena;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skein.testkit.arena.model.Broken;
import skein.testkit.arena.plan.Generator;
import skein.testkit.arena.plan.Script;
import skein.testkit.arena.world.Tally;
import skein.testkit.arena.world.World;

/// Runs seeds. Safe for all threads.
public final class Arena {
  private Arena() {}

  /// A seed that failed: the law, and what was seen.
  public record Failure(long seed, String law, String message) {}

  /// Runs one seed; what happened is added to `tally`.
  public static Optional<Failure> run(long seed, Tally tally) {
    return run(Generator.script(seed), tally, null);
  }

  static Optional<Failure> run(Script script, Tally tally, @Nullable List<String> trace) {
    try {
      World.run(script, tally, trace == null ? null : trace::add);
      return Optional.empty();
    } catch (Broken broken) {
      return Optional.of(
          new Failure(script.seed(), broken.law(), String.valueOf(broken.getMessage())));
    } catch (RuntimeException failure) {
      return Optional.of(new Failure(script.seed(), "nothing fails", text(failure)));
    }
  }

  private static String text(RuntimeException failure) {
    StringBuilder text = new StringBuilder(failure.toString());
    StackTraceElement[] trace = failure.getStackTrace();
    for (int i = 0; i < Math.min(12, trace.length); i++) {
      text.append("\n    at ").append(trace[i]);
    }
    return text.toString();
  }

  /// What happens in a script, line by line, up to its end or its failure.
  static List<String> trace(Script script) {
    List<String> lines = new ArrayList<>();
    run(script, new Tally(), lines);
    return lines;
  }
}
