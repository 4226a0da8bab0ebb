package skein.core.post;

import java.util.Base64;
import skein.core.value.Bytes;

/// The name of a post: SHA-256 of its body; as text 44 characters of standard base64.
public record PostId(Bytes content) implements Comparable<PostId> {
  /// How many bytes an id has.
  public static final int BYTES = 32;

  public PostId {
    if (content.length() != BYTES) {
      throw new IllegalArgumentException("a post id has 32 bytes, not " + content.length());
    }
  }

  /// The id with these 32 bytes; `IllegalArgumentException` for another number of them.
  public static PostId of(byte[] bytes) {
    return new PostId(Bytes.of(bytes));
  }

  /// Reads 44 characters of base64 (RFC 4648, section 4) with one `=` at the end;
  /// `IllegalArgumentException` for anything else.
  public static PostId parse(String base64) {
    PostId id = of(Base64.getDecoder().decode(base64));
    if (!id.toString().equals(base64)) {
      throw new IllegalArgumentException("a post id is 44 characters of base64, not " + base64);
    }
    return id;
  }

  /// A copy of its bytes.
  public byte[] bytes() {
    return content.toArray();
  }

  /// By unsigned bytes.
  @Override
  public int compareTo(PostId other) {
    return content.compareTo(other.content);
  }

  @Override
  public String toString() {
    return Base64.getEncoder().encodeToString(bytes());
  }
}
