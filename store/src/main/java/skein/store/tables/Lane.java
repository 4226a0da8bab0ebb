package skein.store.tables;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A few threads and the queries that wait for them. The apps take turns, so one that asks a lot
/// delays itself alone. Safe for all threads.
final class Lane implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Map<Object, Queue<Runnable>> waiting = new LinkedHashMap<>();
  private final List<Thread> runners = new ArrayList<>();
  private final int line;
  private boolean closed;
  private @Nullable Object served;

  /// @param line how many queries of one app may wait
  Lane(List<String> runnerNames, int line) {
    this.line = line;
    for (String name : runnerNames) {
      runners.add(Thread.ofPlatform().daemon().name(name).unstarted(this::serve));
    }
  }

  void start() {
    runners.forEach(Thread::start);
  }

  /// Puts a query at the end of its app's line; false if the line is full or the lane closed.
  boolean offer(Object app, Runnable query) {
    lock.lock();
    try {
      Queue<Runnable> before = waiting.get(app);
      if (closed || (before != null && before.size() == line)) {
        return false;
      }
      waiting.computeIfAbsent(app, _ -> new ArrayDeque<>()).add(query);
      arrived.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void serve() {
    for (Runnable next = take(); next != null; next = take()) {
      next.run();
    }
  }

  /// The next query; null at the end.
  private @Nullable Runnable take() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        arrived.awaitUninterruptibly();
      }
      return waiting.isEmpty() ? null : first(turn());
    } finally {
      lock.unlock();
    }
  }

  /// The app that has waited longest; the one that was served last only if it is alone.
  private Object turn() {
    return waiting.keySet().stream()
        .filter(app -> !app.equals(served))
        .findFirst()
        .orElseGet(() -> waiting.keySet().iterator().next());
  }

  /// Takes an app's first query; the app then stands behind the others.
  private @Nullable Runnable first(Object app) {
    served = app;
    Queue<Runnable> queue = waiting.remove(app);
    Runnable next = queue == null ? null : queue.poll();
    if (queue != null && !queue.isEmpty()) {
      waiting.put(app, queue);
    }
    return next;
  }

  /// Takes no more queries; those that wait are still run.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
