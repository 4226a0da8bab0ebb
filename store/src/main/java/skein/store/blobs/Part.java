package skein.store.blobs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import skein.core.replica.StoreBroken;
import skein.core.value.Bytes;

/// A file that is being written aside, locked against all others. Confined.
final class Part implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private long length;

  private Part(Path path, FileChannel channel, long length) {
    this.path = path;
    this.channel = channel;
    this.length = length;
  }

  static StoreBroken broken(String what, Path path, IOException why) {
    return new StoreBroken("could not " + what + " " + path + ": " + why, why);
  }

  static Part open(Path path) {
    try {
      FileChannel channel =
          FileChannel.open(
              path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
      if (!isLocked(channel)) {
        channel.close();
        throw new StoreBroken(path + " is being written by somebody else; try again later");
      }
      return new Part(path, channel, channel.size());
    } catch (IOException e) {
      throw broken("write", path, e);
    }
  }

  /// Waits for other processes; false if it is this process that has it.
  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      channel.lock();
      return true;
    } catch (OverlappingFileLockException byThisProcess) {
      return false;
    }
  }

  long length() {
    return length;
  }

  void append(ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        length += channel.write(bytes, length);
      }
    } catch (IOException e) {
      throw broken("write", path, e);
    }
  }

  void truncate() {
    try {
      channel.truncate(0);
      length = 0;
    } catch (IOException e) {
      throw broken("write", path, e);
    }
  }

  Bytes hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      ByteBuffer buffer = ByteBuffer.allocate(Blobs.BUFFER_BYTES);
      for (long at = 0; at < length; at += buffer.limit()) {
        buffer.clear();
        channel.read(buffer, at);
        buffer.flip();
        digest.update(buffer.duplicate());
      }
      return Bytes.of(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256, this one has not", e);
    } catch (IOException e) {
      throw broken("read", path, e);
    }
  }

  /// Gives it its name, after it has reached the disk; then the name does.
  void moveTo(Path file) {
    try {
      channel.force(true);
      Files.move(path, file, StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
        folder.force(true);
      }
    } catch (IOException e) {
      throw broken("write", file, e);
    }
  }

  void discard() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw broken("delete", path, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw broken("close", path, e);
    }
  }
}
