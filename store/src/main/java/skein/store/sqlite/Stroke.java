package skein.store.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Writes the file that tells other processes of a change, `log.bell` beside `log.db`: the number
/// of the last changeset as 8 bytes, big-endian, over what stood there, after the commit that made
/// it last. So it never says more than the log holds, unless the log has lost something. Confined
/// to whoever has the turn to write.
public final class Stroke implements AutoCloseable {
  private final Path file;
  private @Nullable FileChannel channel;

  /// For the store in a file.
  public Stroke(Path log) {
    this.file = Belfry.fileOf(log);
  }

  /// Takes away what an earlier store of this name has left.
  static void forget(Path log) throws IOException {
    Files.deleteIfExists(Belfry.fileOf(log));
  }

  /// Which changeset the file says was written; empty if nothing says so.
  static OptionalLong lastTold(Path log) {
    try {
      byte[] bytes = Files.readAllBytes(Belfry.fileOf(log));
      return bytes.length == Long.BYTES
          ? OptionalLong.of(ByteBuffer.wrap(bytes).getLong())
          : OptionalLong.empty();
    } catch (IOException e) {
      // No bell, or none that we may read: it is a help, not a part of the store.
      return OptionalLong.empty();
    }
  }

  /// A failure to ring leaves a write as good as it is: whoever waits learns of the next one.
  public void strike(long lastNumber) {
    try {
      FileChannel open = channel;
      if (open == null) {
        open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel = open;
      }
      open.write(ByteBuffer.allocate(Long.BYTES).putLong(lastNumber).flip(), 0);
    } catch (IOException e) {
      close();
    }
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
      // Nothing was buffered, so nothing is lost with it.
      channel = null;
    }
  }
}
