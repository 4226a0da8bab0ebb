package skein.server.hosting;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import skein.server.http.Problem;

/// The memory for all bodies of one kind that are on their way in or worked on. It is taken as
/// their bytes arrive, so that who promises much and sends nothing takes none from the others. Safe
/// for all threads.
public final class Room {
  private static final int PIECE_BYTES = 1 << 16;

  private final Semaphore pieces;
  private final int longest;

  private Room(long bytes, int longest) {
    this.pieces = new Semaphore((int) Math.min(Integer.MAX_VALUE, bytes / PIECE_BYTES));
    this.longest = longest;
  }

  /// A part of the heap of this process, and room for the longest body at least.
  ///
  /// @param share how many times as large the heap is
  /// @param longest of a body, in bytes
  public static Room ofHeap(long share, int longest) {
    long bytes = Runtime.getRuntime().maxMemory() / share;
    return new Room(Math.max(bytes, longest + 2L * PIECE_BYTES), longest);
  }

  /// Reads a whole body and lets `work` have it.
  ///
  /// @throws Problem 413 if it is too long, 429 if there is no room
  public <T> T lend(InputStream body, Function<byte[], T> work) {
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
        if (length > longest) {
          throw new Problem(413, "the body is longer than " + longest + " bytes");
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
