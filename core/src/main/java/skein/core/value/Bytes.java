package skein.core.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Immutable bytes with value equality; compared as unsigned bytes.
public final class Bytes implements Comparable<Bytes> {
  public static final Bytes EMPTY = new Bytes(new byte[0]);
  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /// A copy of `content`.
  public static Bytes of(byte[] content) {
    return new Bytes(content.clone());
  }

  /// The UTF-8 bytes of `text`.
  public static Bytes ofText(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Reads base64url without padding; `IllegalArgumentException` if it is not exactly that.
  public static Bytes parse(String base64url) {
    return new Bytes(Hashes.parseBase64url(base64url));
  }

  public static Bytes sha256(Bytes... parts) {
    byte[][] contents = new byte[parts.length][];
    for (int i = 0; i < parts.length; i++) {
      contents[i] = parts[i].content;
    }
    return new Bytes(Hashes.sha256(contents));
  }

  public int length() {
    return content.length;
  }

  public boolean isEmpty() {
    return content.length == 0;
  }

  /// A copy.
  public byte[] toArray() {
    return content.clone();
  }

  public String base64url() {
    return Hashes.base64url(content);
  }

  public String hex() {
    return Hashes.hex(content);
  }

  /// The first 8 bytes as a big-endian number.
  public long firstEight() {
    return Hashes.mark(content);
  }

  /// The bytes read as UTF-8, with replacement characters where they are not: for display only.
  public String display() {
    return new String(content, StandardCharsets.UTF_8);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(content, other.content);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return hex();
  }
}
