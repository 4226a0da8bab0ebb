package skein.store.sqlite;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.NoSuchElementException;
import skein.core.replica.Stage;
import skein.core.replica.StoreBroken;
import skein.core.value.Bytes;

/// Pages in a file beside the log, each after its length in four bytes. The system removes the file
/// with the last handle on it, so a process that dies leaves nothing.
final class StageFile implements Stage {
  private final FileChannel channel;
  private final Path file;

  private StageFile(FileChannel channel, Path file) {
    this.channel = channel;
    this.file = file;
  }

  static StageFile beside(Path log) {
    try {
      Path file = Files.createTempFile(log.toAbsolutePath().getParent(), "stage-", ".tmp");
      FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      return new StageFile(channel, file);
    } catch (IOException e) {
      throw new StoreBroken("cannot keep pages beside " + log + " [" + e + "]", e);
    }
  }

  @Override
  public void add(Bytes page) {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + page.length());
    bytes.putInt(page.length()).put(page.toArray()).flip();
    try {
      long at = channel.size();
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
    } catch (IOException e) {
      throw broken(e);
    }
  }

  @Override
  public Iterator<Bytes> pages() {
    return new Iterator<>() {
      private long at;

      @Override
      public boolean hasNext() {
        try {
          return at < channel.size();
        } catch (IOException e) {
          throw broken(e);
        }
      }

      @Override
      public Bytes next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        int length = read(at, Integer.BYTES).getInt();
        byte[] page = read(at + Integer.BYTES, length).array();
        at += Integer.BYTES + page.length;
        return Bytes.of(page);
      }
    };
  }

  private ByteBuffer read(long from, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    try {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, from + bytes.position()) < 0) {
          throw new EOFException("it is shorter than it was");
        }
      }
    } catch (IOException e) {
      throw broken(e);
    }
    return bytes.flip();
  }

  private StoreBroken broken(IOException e) {
    return new StoreBroken("cannot keep pages in " + file + " [" + e + "]", e);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw broken(e);
    }
  }
}
