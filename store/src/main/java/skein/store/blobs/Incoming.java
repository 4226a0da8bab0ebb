package skein.store.blobs;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import skein.core.value.Bytes;

/// A blob of which some has come. What was appended is kept when it is closed. Confined.
public final class Incoming implements AutoCloseable {
  private final Part part;
  private final Bytes sha256;
  private final Path file;

  Incoming(Part part, Bytes sha256, Path file) {
    this.part = part;
    this.sha256 = sha256;
    this.file = file;
  }

  /// How many bytes have come, in all attempts.
  public long length() {
    return part.length();
  }

  /// Takes all that is left in `bytes`.
  public void append(ByteBuffer bytes) {
    part.append(bytes);
  }

  /// Forgets what has come.
  public void restart() {
    part.truncate();
  }

  /// Keeps it for good. False if it is not what its hash says: then it is forgotten.
  public boolean finish() {
    if (!part.hash().equals(sha256)) {
      part.truncate();
      return false;
    }
    part.moveTo(file);
    return true;
  }

  @Override
  public void close() {
    part.close();
  }
}
