package skein.app.hosting;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Bytes of which there may only be so many. Confined to one thread.
final class Bounded extends FilterInputStream {
  private long left;

  /// There are more.
  static final class Over extends IOException {
    private static final long serialVersionUID = 1L;

    Over() {
      super("there is more of it than it may have");
    }
  }

  Bounded(InputStream in, long most) {
    super(in);
    this.left = most;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int count = super.read(bytes, from, length);
    left -= Math.max(0, count);
    if (left < 0) {
      throw new Over();
    }
    return count;
  }
}
