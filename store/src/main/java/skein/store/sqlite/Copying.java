package skein.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;
import skein.core.replica.StoreBroken;

/// Copies a store while others write to it: all that was committed when the copy began, nothing of
/// what came later. Written aside, waited for, renamed. What the file had let go of stays behind,
/// and so does the secret of the replica: a copy cannot write until it is given an identity.
record Copying(Path file, Link.Mode mode, Path target) {

  /// `progress` is told how many bytes are written.
  void run(LongConsumer progress) {
    if (Files.exists(target)) {
      throw new StoreBroken("cannot copy to " + target + ": it is there already");
    }
    Path aside = target.resolveSibling(target.getFileName() + ".part");
    try {
      Files.deleteIfExists(aside);
      SqliteStore.createEmpty(aside);
      copy(aside, progress);
      Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
      SqliteStore.syncFolder(target);
    } catch (IOException e) {
      throw new StoreBroken(
          "cannot copy %s to %s: see that its folder can be written [%s]"
              .formatted(file, target, e),
          e);
    } finally {
      remove(aside);
    }
  }

  private void copy(Path aside, LongConsumer progress) throws IOException {
    try (Link link = Link.open(file, mode)) {
      Schema.CURRENT.versionOf(link, file);
      link.copyTo(aside, () -> progress.accept(aside.toFile().length()));
    }
    try (Link copy = Link.open(aside, Link.Mode.WRITE)) {
      copy.run("UPDATE space SET secret = x''");
    }
    try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    progress.accept(Files.size(aside));
  }

  private static void remove(Path aside) {
    try {
      Files.deleteIfExists(aside);
    } catch (IOException e) {
      throw new StoreBroken("cannot remove " + aside + ", which is of no use [" + e + "]", e);
    }
  }
}
