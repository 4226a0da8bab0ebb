package skein.store.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import skein.store.tables.Limits.Allowance;

/// Answers the queries of all apps of a node, however bad some of them are. Safe for all threads;
/// one for a node.
///
/// Every query first runs in the first lane, where it may do very little. What needs more is
/// stopped, and begins anew in the next lane, with more to use up, and then in the last with the
/// full allowance. So endless queries, however many, wait for each other in the last lanes, and a
/// short one finds the first lane free. Full-text queries begin in the second: a single step of
/// theirs may take long. The longer a line, the longer its callers wait; nobody waits for ever.
public final class Queries implements AutoCloseable {
  private final List<Stage> stages;
  private volatile boolean closed;

  /// A lane, and what a query may use up in it.
  private record Stage(Lane lane, Allowance allowance) {}

  private Queries(List<Stage> stages) {
    this.stages = List.copyOf(stages);
  }

  /// Starts the runners: two for the first lane, one for each of the others.
  public static Queries start() {
    return start(Allowance.all());
  }

  /// @param allowances of the lanes, two at least, the greatest last
  static Queries start(List<Allowance> allowances) {
    List<Stage> stages = new ArrayList<>();
    for (Allowance allowance : allowances) {
      String name = "skein-query-" + stages.size();
      List<String> runners = stages.isEmpty() ? List.of(name + "a", name + "b") : List.of(name);
      stages.add(new Stage(new Lane(runners, Limits.LINE), allowance));
    }
    stages.forEach(stage -> stage.lane().start());
    return new Queries(stages);
  }

  /// One query that somebody waits for.
  private final class Asked {
    private final Tables tables;
    private final Query query;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();

    Asked(Tables tables, Query query) {
      this.tables = tables;
      this.query = query;
    }

    private boolean isPointless() {
      return answer.isDone() || closed;
    }

    /// Puts it into a lane; false if its line is full.
    boolean enter(int lane) {
      return stages.get(lane).lane().offer(tables, () -> run(lane));
    }

    /// Runs it, and answers unless it is to begin anew in the next lane.
    private void run(int lane) {
      try {
        Meter[] used = new Meter[1];
        Answer found =
            tables.read(
                reader -> {
                  used[0] = new Meter(stages.get(lane).allowance(), this::isPointless);
                  return reader.run(query, used[0]);
                });
        if (lane + 1 == stages.size() || !isTooLong(used[0].over())) {
          answer.complete(found);
        } else if (!enter(lane + 1)) {
          answer.complete(busy("too many long queries wait"));
        }
      } catch (RuntimeException | Error e) {
        answer.completeExceptionally(e);
      }
    }

    private static boolean isTooLong(Answer.@Nullable Reason over) {
      return over == Answer.Reason.STEPS || over == Answer.Reason.TIME;
    }
  }

  /// The twin of every table with full text is named so.
  private static boolean isFullText(Query query) {
    return query.sql().toLowerCase(Locale.ROOT).contains(TableSchema.TWIN);
  }

  private static Answer busy(String why) {
    return new Answer.Refused(Answer.Reason.BUSY, why + "; ask again later");
  }

  /// Answers a query, after at most four seconds. An interrupt of the calling thread ends it.
  ///
  /// @throws skein.core.replica.StoreBroken if the file cannot be read at all
  public Answer ask(Tables tables, Query query) {
    Asked asked = new Asked(tables, query);
    if (!asked.enter(isFullText(query) ? 1 : 0)) {
      return busy("too many queries wait");
    }
    try {
      return asked.answer.get(Limits.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return given(
          asked, busy("it waited and ran longer than " + Limits.PATIENCE.toSeconds() + " s"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return given(asked, new Answer.Refused(Answer.Reason.CANCELLED, "the asker went away"));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new CompletionException(e.getCause());
    }
  }

  /// Settles a query that did not end in time; what runs of it stops at its next tick.
  private static Answer given(Asked asked, Answer instead) {
    asked.answer.complete(instead);
    return asked.answer.join();
  }

  /// Takes no more queries; those that run or wait are cancelled.
  @Override
  public void close() {
    closed = true;
    stages.forEach(stage -> stage.lane().close());
  }
}
