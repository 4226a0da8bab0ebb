package skein.app.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// Lets those who change the files of one home take turns: processes by a lock on a file, which the
/// system keeps for a process as a whole; the threads of this one, which share a [Home], by a lock
/// in memory. Who has the same home by another object in this process asks again until it is their
/// turn. Safe for all threads.
final class HomeLock {
  private static final Duration AGAIN = Duration.ofMillis(1);

  private final ReentrantLock threads = new ReentrantLock();

  /// What is done under the lock.
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /// Runs `work` while nobody else runs one under the same lock file.
  <T> T locked(Path lockFile, Work<T> work) throws IOException {
    Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    threads.lock();
    try (FileChannel channel = FileChannel.open(lockFile, options);
        FileLock lock = lock(channel)) {
      if (!lock.isValid()) {
        throw new IOException("the lock " + lockFile + " was lost");
      }
      return work.run();
    } finally {
      threads.unlock();
    }
  }

  /// The system wakes who waits for another process, but nobody who waits for their own.
  private static FileLock lock(FileChannel channel) throws IOException {
    while (true) {
      try {
        return channel.lock();
      } catch (OverlappingFileLockException anotherObject) {
        LockSupport.parkNanos(AGAIN.toNanos());
      }
    }
  }
}
