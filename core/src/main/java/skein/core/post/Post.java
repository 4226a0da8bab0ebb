package skein.core.post;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import skein.core.value.Bytes;

/// An anonymous, immutable record: the exact bytes that were sent, with their content type.
///
/// @param body one byte that holds the length of the content type, the content type (1 to 255
///   characters, visible ASCII and spaces), then the data; at most [#MAX_BODY_BYTES]
public record Post(Bytes body) {
  /// The longest body: content type, its length, and the data.
  public static final int MAX_BODY_BYTES = 1 << 20;

  private static final int MAX_TYPE_CHARACTERS = 255;

  public Post {
    String fault = fault(body.toArray());
    if (!fault.isEmpty()) {
      throw new IllegalArgumentException(fault);
    }
  }

  /// The post with this content type and these bytes; `IllegalArgumentException` if it is none.
  public static Post of(String contentType, Bytes data) {
    byte[] type = contentType.getBytes(StandardCharsets.UTF_8);
    if (type.length > MAX_TYPE_CHARACTERS) {
      throw new IllegalArgumentException(
          "the content type of a post has " + type.length + " bytes, the limit is 255");
    }
    byte[] body = Arrays.copyOf(new byte[] {(byte) type.length}, 1 + type.length + data.length());
    System.arraycopy(type, 0, body, 1, type.length);
    System.arraycopy(data.toArray(), 0, body, 1 + type.length, data.length());
    return new Post(Bytes.of(body));
  }

  private static String fault(byte[] body) {
    if (body.length > MAX_BODY_BYTES) {
      return "a post has " + body.length + " bytes, the limit is " + MAX_BODY_BYTES;
    } else if (body.length == 0 || body[0] == 0) {
      return "a post without a content type";
    } else if (body.length <= typeLength(body)) {
      return "a post ends within its content type";
    }
    for (int i = 1; i <= typeLength(body); i++) {
      if (body[i] < ' ' || body[i] > '~') {
        return "the content type of a post is not visible ASCII";
      }
    }
    return "";
  }

  private static int typeLength(byte[] body) {
    return Byte.toUnsignedInt(body[0]);
  }

  /// Its name.
  public PostId id() {
    return new PostId(Bytes.sha256(body));
  }

  public String contentType() {
    byte[] bytes = body.toArray();
    return new String(bytes, 1, typeLength(bytes), StandardCharsets.US_ASCII);
  }

  public Bytes data() {
    byte[] bytes = body.toArray();
    return Bytes.of(Arrays.copyOfRange(bytes, 1 + typeLength(bytes), bytes.length));
  }
}
