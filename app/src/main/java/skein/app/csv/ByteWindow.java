package skein.app.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/// The bytes of a stream from a mark onwards, as far as they were read; the mark moves on row by
/// row. Holds at most `limitBytes`; beyond that it forgets the marked bytes and says so. Confined.
final class ByteWindow {
  private static final int FIRST_BYTES = 1 << 16;

  private final InputStream in;
  private final int limitBytes;
  private byte[] bytes = new byte[FIRST_BYTES];
  private int mark;
  private int at;
  private int end;
  private long base;
  private boolean forgotten;

  ByteWindow(InputStream in, int limitBytes) {
    this.in = in;
    this.limitBytes = limitBytes;
  }

  /// The next byte, 0 to 255, or -1 at the end of the stream.
  int next() {
    return at < end || fill() ? bytes[at++] & 0xFF : -1;
  }

  /// What [#next] would give, without taking it.
  int peek() {
    return at < end || fill() ? bytes[at] & 0xFF : -1;
  }

  /// The offset in the stream of the byte that [#next] would give, from 0.
  long offset() {
    return base + at;
  }

  /// Lets go of everything before the next byte.
  void mark() {
    mark = at;
    forgotten = false;
  }

  /// Whether there were more bytes since the mark than the limit, so that they are gone.
  boolean isForgotten() {
    return forgotten;
  }

  /// A copy of the bytes since the mark.
  byte[] sinceMark() {
    return Arrays.copyOfRange(bytes, mark, at);
  }

  /// Goes back to an offset that is not before the mark.
  void rewind(long offset) {
    var back = Math.toIntExact(offset - base);
    if (forgotten || back < mark || back > at) {
      throw new IllegalArgumentException("offset " + offset + " is not held");
    }
    at = back;
  }

  private boolean fill() {
    if (at - mark >= limitBytes) {
      forgotten = true;
    }
    var from = forgotten ? at : mark;
    if (from > 0) {
      System.arraycopy(bytes, from, bytes, 0, end - from);
      base += from;
      at -= from;
      end -= from;
      mark = 0;
    }
    if (end == bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(bytes.length * 2, limitBytes + FIRST_BYTES));
    }
    try {
      var count = in.read(bytes, end, bytes.length - end);
      end += Math.max(count, 0);
      return count > 0;
    } catch (IOException e) {
      throw new UncheckedIOException("reading the input at byte " + offset() + " failed", e);
    }
  }
}
