package skein.store.tables;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import skein.store.tables.Limits.Allowance;

/// Answers the queries of all apps of a node, however bad some of them are. Safe for all threads;
/// one for a node.
///
/// Every query first runs in the quick lane, where it may do little. What needs more is stopped,
/// and begins anew in the slow lane, which has one runner and the full allowance. So endless
/// queries, however many, wait for each other in the slow lane, and a short one finds the quick
/// lane free. The longer a line, the longer its callers wait; nobody waits for ever.
public final class Queries implements AutoCloseable {
  private final Lane quick = new Lane(names("quick", Limits.QUICK_RUNNERS), Limits.LINE);
  private final Lane slow = new Lane(names("slow", Limits.SLOW_RUNNERS), Limits.LINE);
  private final Allowance little;
  private final Allowance full;
  private final LongSupplier nanos;
  private volatile boolean closed;

  Queries(Allowance little, Allowance full, LongSupplier nanos) {
    this.little = little;
    this.full = full;
    this.nanos = nanos;
  }

  /// Starts the runners.
  public static Queries start() {
    return start(Allowance.QUICK, Allowance.SLOW, System::nanoTime);
  }

  static Queries start(Allowance little, Allowance full, LongSupplier nanos) {
    Queries queries = new Queries(little, full, nanos);
    queries.quick.start();
    queries.slow.start();
    return queries;
  }

  private static List<String> names(String lane, int runners) {
    return IntStream.range(0, runners).mapToObj(i -> "skein-" + lane + "-query-" + i).toList();
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

    void quickly() {
      run(little, true);
    }

    void slowly() {
      run(full, false);
    }

    /// Runs it, and answers unless it is to begin anew in the slow lane.
    private void run(Allowance allowance, boolean mayGoOn) {
      try {
        Meter[] used = new Meter[1];
        Answer found =
            tables.read(
                reader -> {
                  used[0] = new Meter(allowance, nanos, this::isPointless);
                  return reader.run(query, used[0]);
                });
        if (!mayGoOn || !isTooLong(used[0].over())) {
          answer.complete(found);
        } else if (!slow.offer(tables, this::slowly)) {
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

  private static Answer busy(String why) {
    return new Answer.Refused(Answer.Reason.BUSY, why + "; ask again later");
  }

  /// Answers a query, after at most four seconds. An interrupt of the calling thread ends it.
  ///
  /// @throws skein.core.replica.StoreBroken if the file cannot be read at all
  public Answer ask(Tables tables, Query query) {
    Asked asked = new Asked(tables, query);
    if (!quick.offer(tables, asked::quickly)) {
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
    quick.close();
    slow.close();
  }
}
