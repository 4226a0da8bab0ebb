package skein.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import skein.core.replica.StoreBroken;

/// Lets the processes that write to one store take turns, by a lock on a file beside it. The system
/// wakes who waits, and lets go when a process dies. One thread of a process at a time.
///
/// Only a courtesy: SQLite's own lock keeps writers apart, but its waiters poll.
record Turns(Path lockFile) {
  /// A turn; closing it passes it on.
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  Turn take() {
    try {
      FileChannel channel =
          FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      boolean taken = false;
      try {
        channel.lock();
        taken = true;
      } catch (OverlappingFileLockException another) {
        // Another store object of this process has the turn: SQLite's lock alone decides.
        taken = true;
      } finally {
        if (!taken) {
          channel.close();
        }
      }
      return () -> pass(channel);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private void pass(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private StoreBroken broken(IOException e) {
    return new StoreBroken(
        "cannot lock " + lockFile + ": see that it can be written [" + e + "]", e);
  }
}
