package skein.app.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// Lets those who change the files of one home take turns: processes by a lock on a file, which the
/// system keeps for a process as a whole; the threads of this one, which share a [Home], by a lock
/// in memory. Safe for all threads.
final class HomeLock {
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
        FileLock lock = channel.lock()) {
      if (!lock.isValid()) {
        throw new IOException("the lock " + lockFile + " was lost");
      }
      return work.run();
    } finally {
      threads.unlock();
    }
  }
}
