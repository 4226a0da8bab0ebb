package skein.server.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.media.ReadableEntity;
import io.helidon.webserver.CloseConnectionException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The body of a request, none being an empty one. Confined to the request's thread.
///
/// A body that was refused may go on for ever, and the library would read it to its end. So what is
/// left of it is read on for a while only, for the sender to see the answer, and the connection is
/// closed.
final class Incoming extends FilterInputStream {
  /// How much is read on of a body that was refused.
  private static final int MAX_LEFT_BYTES = 4 << 20;

  private static final int PIECE_BYTES = 1 << 13;

  private final ReadableEntity content;

  Incoming(ReadableEntity content) {
    super(content.hasEntity() ? content.inputStream() : InputStream.nullInputStream());
    this.content = content;
  }

  /// True if nothing of it is left.
  boolean isRead() {
    return !content.hasEntity() || content.consumed();
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (DataReader.InsufficientDataAvailableException gone) {
      throw tooEarly(gone);
    }
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    try {
      return super.read(bytes, from, length);
    } catch (DataReader.InsufficientDataAvailableException gone) {
      throw tooEarly(gone);
    }
  }

  private static IOException tooEarly(RuntimeException gone) {
    return new IOException("the sender has gone", gone);
  }

  /// Passes over what is left, if that is little.
  void passOver() {
    byte[] some = new byte[PIECE_BYTES];
    try {
      int passed = 0;
      for (int count = 0; count >= 0 && passed < MAX_LEFT_BYTES; passed += count) {
        count = read(some);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new CloseConnectionException("the other side has gone: " + e.getMessage(), e);
    }
  }

  /// Does not read to the end, as the library's own stream would.
  @Override
  public void close() {}
}
