package skein.app.node;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import skein.core.value.Bytes;
import skein.server.hosting.Attachments;
import skein.store.blobs.Blobs;
import skein.store.blobs.Incoming;

/// The blobs of a space of the home, for its node. Safe for all threads.
record HomeBlobs(Blobs blobs) implements Attachments {
  private static final int BUFFER_BYTES = 1 << 16;

  @Override
  public OptionalLong size(Bytes sha256) {
    return blobs.size(sha256);
  }

  @Override
  public Optional<InputStream> open(Bytes sha256) {
    return blobs.open(sha256);
  }

  @Override
  public Kept keep(Bytes sha256, InputStream content, long most) throws IOException {
    if (blobs.size(sha256).isPresent()) {
      return Kept.NEW;
    }
    boolean whole = false;
    try (Incoming part = blobs.incoming(sha256)) {
      part.restart();
      try {
        if (!copy(content, part, Math.min(most, Blobs.MAX_BYTES))) {
          return Kept.TOO_LARGE;
        }
        whole = true;
        return part.finish() ? Kept.NEW : Kept.DIFFERENT;
      } finally {
        if (!whole) {
          part.restart();
        }
      }
    }
  }

  /// False if there is more of it than it may have.
  private static boolean copy(InputStream content, Incoming part, long most) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
      if (part.length() + count > most) {
        return false;
      }
      part.append(ByteBuffer.wrap(buffer, 0, count));
    }
    return true;
  }
}
