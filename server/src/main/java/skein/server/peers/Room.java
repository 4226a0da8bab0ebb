package skein.server.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import skein.server.http.Problem;
import skein.sync.transport.Frames;

/// The memory for all batches of exchanges that are on their way in or worked on. It is taken as
/// their bytes arrive, so that who promises much and sends nothing takes none from the others. Safe
/// for all threads.
final class Room {
  private static final int PIECE_BYTES = 1 << 16;

  /// The share of the heap: a batch stands in memory about three times while it is worked on.
  private static final int SHARE_OF_HEAP = 6;

  private final Semaphore pieces;

  private Room(long bytes) {
    this.pieces = new Semaphore((int) Math.min(Integer.MAX_VALUE, bytes / PIECE_BYTES));
  }

  /// As much as the heap of this process allows, and the longest body at least.
  static Room ofHeap() {
    long share = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
    return new Room(Math.max(share, Frames.MAX_BYTES + 2L * PIECE_BYTES));
  }

  /// Reads a whole batch and lets `work` have it.
  ///
  /// @throws Problem 413 if it is too long, 429 if there is no room
  <T> T lend(InputStream body, Function<byte[], T> work) {
    List<byte[]> taken = new ArrayList<>();
    int count = 0;
    try {
      int length = 0;
      for (byte[] piece = next(body); piece.length > 0; piece = next(body)) {
        if (!pieces.tryAcquire()) {
          throw new Problem(429, "too much is on its way in; try again later");
        }
        count++;
        length += piece.length;
        if (length > Frames.MAX_BYTES) {
          throw new Problem(413, "the body is longer than " + Frames.MAX_BYTES + " bytes");
        }
        taken.add(piece);
      }
      ByteBuffer whole = ByteBuffer.allocate(length);
      taken.forEach(whole::put);
      taken.clear();
      return work.apply(whole.array());
    } finally {
      pieces.release(count);
    }
  }

  private static byte[] next(InputStream body) {
    try {
      return body.readNBytes(PIECE_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException("the body ended too early: " + e.getMessage(), e);
    }
  }
}
