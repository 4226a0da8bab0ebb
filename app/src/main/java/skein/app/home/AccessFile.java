package skein.app.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.function.Function;
import skein.core.value.NotStrict;

/// The file of an [AccessBook]; missing, it lets nobody in. Safe for all threads and under several
/// processes.
public final class AccessFile {
  private final Path file;
  private final HomeLock lock;

  /// The one in this folder of a space.
  AccessFile(Path space, HomeLock lock) {
    this.file = space.resolve("access.json");
    this.lock = lock;
  }

  /// What stands in it.
  public AccessBook read() {
    try {
      return Files.exists(file) ? AccessBook.parse(Files.readAllBytes(file)) : AccessBook.EMPTY;
    } catch (IOException e) {
      throw new Refusal(file + " cannot be read: " + DiskTrouble.why(e), e);
    } catch (IllegalArgumentException | DateTimeException | NotStrict e) {
      throw new Refusal(
          file
              + " is damaged: "
              + e.getMessage()
              + "; put back a copy of it from a backup, or remove it: then nobody is let in, and"
              + " peers need new invitations",
          e);
    }
  }

  /// What is to stand in it, and what else came of the change.
  record Changed<T>(AccessBook book, T outcome) {}

  /// Changes it under a lock.
  <T> T change(Function<AccessBook, Changed<T>> change) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      return lock.locked(
          folder == null ? file : folder.resolve("access.lock"),
          () -> {
            Changed<T> changed = change.apply(read());
            PrivateFiles.replace(file, changed.book().json());
            return changed.outcome();
          });
    } catch (IOException e) {
      throw new Refusal(file + " cannot be written: " + DiskTrouble.why(e), e);
    }
  }
}
