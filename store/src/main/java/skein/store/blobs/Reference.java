package skein.store.blobs;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import skein.core.value.Bytes;
import skein.core.value.Value;

/// What a property holds to name a blob.
public record Reference(Bytes sha256, String type, long size) {
  private static final int MAX_TYPE_CHARACTERS = 200;

  public Reference {
    if (!type.matches("[\\x21-\\x7e][\\x20-\\x7e]{0," + (MAX_TYPE_CHARACTERS - 1) + "}")) {
      throw new IllegalArgumentException(
          "a media type has 1 to " + MAX_TYPE_CHARACTERS + " printable ASCII characters");
    }
  }

  /// `{"$blob":"<hex>","type":"image/png","size":123}`.
  public Value value() {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("$blob", Value.of(sha256.hex()));
    fields.put("type", Value.of(type));
    fields.put("size", Value.of(size));
    return Value.of(fields);
  }
}
