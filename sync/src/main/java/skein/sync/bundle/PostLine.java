package skein.sync.bundle;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import skein.core.post.Offer;
import skein.core.post.Post;
import skein.core.post.StoredPost;
import skein.core.post.Work;
import skein.core.value.Bytes;
import skein.core.value.Json;
import skein.core.value.NotStrict;
import skein.core.value.Value;

/// A post as a line of a bundle: `{"post":body,"work":[time,nonce]}`.
final class PostLine {
  private static final byte[] BEGINNING = "{\"post\":".getBytes(StandardCharsets.US_ASCII);

  /// The longest line: a body in base64url, and what stands around it.
  static final int MAX_BYTES = Post.MAX_BODY_BYTES / 3 * 4 + 256;

  private PostLine() {}

  /// True if a line of a bundle is one of these.
  static boolean is(byte[] line) {
    int length = BEGINNING.length;
    return line.length > length && Arrays.equals(line, 0, length, BEGINNING, 0, length);
  }

  /// Without its line feed.
  static byte[] write(StoredPost stored) {
    Work work = stored.head().work();
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("post", Value.of(stored.post().body().base64url()));
    fields.put("work", Value.of(List.of(Value.of(work.timeSeconds()), Value.of(work.nonce()))));
    return Json.write(Value.of(fields));
  }

  /// `NotStrict` or `IllegalArgumentException` says what is wrong with it.
  static Offer read(byte[] line) throws NotStrict {
    if (Json.parse(line) instanceof Value.Obj(SequencedMap<String, Value> fields)
        && fields.size() == 2
        && fields.get("post") instanceof Value.Text(String body)
        && fields.get("work") instanceof Value.Array(List<Value> work)
        && work.size() == 2
        && work.getFirst() instanceof Value.Num(double time)
        && work.getLast() instanceof Value.Num(double nonce)) {
      return new Offer.Whole(new Post(Bytes.parse(body)), new Work((long) time, (long) nonce));
    }
    throw new IllegalArgumentException("it is no post with its work");
  }
}
