package skein.core.record;

import skein.core.value.Hashes;
import skein.core.value.Value;

/// The first 16 bytes of SHA-256 of a value's canonical JSON, as 22 characters of base64url: what
/// `was` holds.
public record ValueHash(String text) implements Comparable<ValueHash> {
  public ValueHash {
    if (text.length() != 22 || Hashes.parseBase64url(text).length != 16) {
      throw new IllegalArgumentException("'" + text + "' is not 16 bytes of base64url");
    }
  }

  public static ValueHash of(Value value) {
    return new ValueHash(Hashes.base64url(Hashes.valueHash(value)));
  }

  @Override
  public int compareTo(ValueHash other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
