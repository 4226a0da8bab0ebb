package skein.testkit.sync;

import java.nio.ByteBuffer;
import skein.core.post.Post;
import skein.core.post.Work;

/// Frames of a live connection with messages of the feed, written by hand (spec/posts.md).
final class Feeds {
  private Feeds() {}

  /// A turn that offers one post.
  static byte[] whole(int number, Post post, Work work) {
    byte[] body = post.body().toArray();
    ByteBuffer frame = ByteBuffer.allocate(64 + body.length);
    frame.put((byte) 'f').put((byte) 't').putInt(number).put((byte) 0).putInt(0).putInt(0);
    frame.putInt(1).put((byte) 'p').putInt((int) work.timeSeconds()).putInt((int) work.nonce());
    frame.putInt(body.length).put(body);
    byte[] bytes = new byte[frame.position()];
    frame.flip().get(bytes);
    return bytes;
  }
}
