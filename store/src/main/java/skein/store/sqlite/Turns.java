package skein.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import skein.core.replica.StoreBroken;

/// Lets the processes that write to one store take turns, by a lock on a file beside it, which
/// stays open. The system wakes who waits, and lets go when a process dies. Confined to one thread
/// at a time.
///
/// Only a courtesy: SQLite's own lock keeps writers apart, but its waiters poll.
public final class Turns implements AutoCloseable {
  private final Path lockFile;
  private @Nullable FileChannel channel;

  public Turns(Path lockFile) {
    this.lockFile = lockFile;
  }

  /// A turn; closing it passes it on.
  public interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  public Turn take() {
    try {
      FileLock lock = open().lock();
      return () -> pass(lock);
    } catch (OverlappingFileLockException another) {
      // Another store object of this process has the turn: SQLite's lock alone decides.
      return () -> {};
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /// A thread that is interrupted while it waits closes the file: then it is opened again.
  private FileChannel open() throws IOException {
    FileChannel open = channel;
    if (open == null || !open.isOpen()) {
      open = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel = open;
    }
    return open;
  }

  private void pass(FileLock lock) {
    try {
      lock.release();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private StoreBroken broken(IOException e) {
    return new StoreBroken(
        "cannot lock " + lockFile + ": see that it can be written [" + e + "]", e);
  }

  @Override
  public void close() {
    FileChannel open = channel;
    channel = null;
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      throw broken(e);
    }
  }
}
