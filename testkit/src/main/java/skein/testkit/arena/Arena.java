package skein.testkit.arena;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import skein.testkit.arena.model.Broken;
import skein.testkit.arena.plan.Generator;
import skein.testkit.arena.plan.Script;
import skein.testkit.arena.world.Tally;
import skein.testkit.arena.world.World;

/// Runs seeds: one, or many on all cores. Safe for all threads.
public final class Arena {
  private static final int MOST_FAILURES = 3;

  private Arena() {}

  /// A seed that failed: the law, and what was seen.
  public record Failure(long seed, String law, String message) {}

  /// What came of many seeds. `tally`: how often each thing happened.
  public record Outcome(long seeds, double seconds, List<Failure> failures, Tally tally) {
    public Outcome {
      failures = List.copyOf(failures);
    }

    @Override
    public String toString() {
      return "%sarena: %,d seeds in %.1f s, %.2f ms each, %d failed"
          .formatted(tally, seeds, seconds, seconds * 1000 / seeds, failures.size());
    }
  }

  /// Runs one seed; what happened is added to `tally`.
  public static Optional<Failure> run(long seed, Tally tally) {
    return run(Generator.script(seed), tally, null);
  }

  /// Runs `count` seeds on all cores; stops early after a few failures.
  public static Outcome runAll(Seeds seeds) {
    AtomicLong next = new AtomicLong(seeds.first());
    ConcurrentLinkedQueue<Failure> failures = new ConcurrentLinkedQueue<>();
    Tally total = new Tally();
    List<Thread> threads = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      threads.add(
          Thread.ofPlatform().name("arena " + i).start(() -> work(seeds, next, failures, total)));
    }
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("the arena was interrupted", e);
      }
    }
    long done = Math.min(next.get(), seeds.end()) - seeds.first();
    return new Outcome(done, (System.nanoTime() - start) / 1e9, List.copyOf(failures), total);
  }

  /// Which seeds: `count` from `first`.
  public record Seeds(long first, Count count) {
    /// How many.
    public record Count(int seeds) {}

    long end() {
      return first + count.seeds();
    }
  }

  private static void work(
      Seeds seeds, AtomicLong next, ConcurrentLinkedQueue<Failure> failures, Tally total) {
    Tally own = new Tally();
    for (long seed = next.getAndIncrement();
        seed < seeds.end() && failures.size() < MOST_FAILURES;
        seed = next.getAndIncrement()) {
      run(seed, own).ifPresent(failures::add);
    }
    synchronized (total) {
      total.addAll(own);
    }
  }

  /// Runs a script; `trace` gets a line for whatever happens.
  static Optional<Failure> run(Script script, Tally tally, @Nullable List<String> trace) {
    try {
      World.run(script, tally, trace == null ? null : trace::add);
      return Optional.empty();
    } catch (Broken broken) {
      return Optional.of(
          new Failure(script.seed(), broken.law(), String.valueOf(broken.getMessage())));
    } catch (RuntimeException | Error failure) {
      return Optional.of(new Failure(script.seed(), "nothing fails", text(failure)));
    }
  }

  private static String text(Throwable failure) {
    StringBuilder text = new StringBuilder(failure.toString());
    StackTraceElement[] trace = failure.getStackTrace();
    for (int i = 0; i < Math.min(12, trace.length); i++) {
      text.append("\n    at ").append(trace[i]);
    }
    return text.toString();
  }

  /// The first failure over `count` seeds from `first`, as text: the law, the seed, how many it
  /// took; empty if there is none.
  public static String hunt(long first, int count) {
    for (int i = 0; i < count; i++) {
      Optional<Failure> failure = run(first + i, new Tally());
      if (failure.isPresent()) {
        return "%-45s seed %d, after %d".formatted(failure.get().law(), first + i, i + 1);
      }
    }
    return "";
  }

  /// How to see a failure again, and the shortest history that leads to it.
  public static String explain(Failure failure) {
    Script script =
        new Shrinker(
                fewer ->
                    run(fewer, new Tally(), null)
                        .map(again -> again.law().equals(failure.law()))
                        .orElse(false))
            .shrink(Generator.script(failure.seed()));
    List<String> trace = new ArrayList<>();
    Optional<Failure> again = run(script, new Tally(), trace);
    StringBuilder text = new StringBuilder("seed " + failure.seed() + " breaks a law\n");
    text.append("see it again: ").append(replay(failure.seed())).append('\n');
    text.append(again.orElse(failure).message()).append('\n');
    text.append(
        "%d actors%s, %d verbs:%n"
            .formatted(
                script.actors(),
                script.granted() ? ", a granted space" : "",
                script.verbs().size()));
    trace.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  /// The command that runs one seed.
  static String replay(long seed) {
    return "mvn -q test -pl testkit -am -Dtest=ArenaTest -Dsurefire.failIfNoSpecifiedTests=false"
        + " -Dskein.seed="
        + seed;
  }
}
