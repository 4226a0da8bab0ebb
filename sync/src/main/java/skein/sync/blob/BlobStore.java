package skein.sync.blob;

import java.nio.ByteBuffer;
import skein.core.value.Bytes;

/// Where fetched blobs go. Port.
public interface BlobStore {
  /// True if it is here, whole.
  boolean has(Bytes sha256);

  /// Begins to take a blob in, or goes on where an earlier attempt stopped; nobody else does at the
  /// same time.
  Part part(Bytes sha256);

  /// A blob of which some has come. What was appended stays when it is closed. Confined.
  interface Part extends AutoCloseable {
    /// How many bytes have come, in all attempts.
    long length();

    /// Takes all that is left in `bytes`.
    void append(ByteBuffer bytes);

    /// Forgets what has come.
    void restart();

    /// Keeps it for good. False if it is not what its hash says: then it is forgotten.
    boolean finish();

    @Override
    void close();
  }
}
