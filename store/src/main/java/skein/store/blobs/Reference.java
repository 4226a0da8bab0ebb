package skein.store.blobs;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import skein.core.value.Bytes;
import skein.core.value.Value;

/// What a property holds to name a blob.
public record Reference(Bytes sha256, String type, long size) {
  private static final int MAX_TYPE_CHARACTERS = 200;
  private static final String TYPE =
      "[\\x21-\\x7e][\\x20-\\x7e]{0," + (MAX_TYPE_CHARACTERS - 1) + "}";

  public Reference {
    if (!type.matches(TYPE)) {
      throw new IllegalArgumentException(
          "a media type has 1 to " + MAX_TYPE_CHARACTERS + " printable ASCII characters");
    }
  }

  /// What a value names; empty if it is no reference.
  public static Optional<Reference> parse(Value value) {
    if (value instanceof Value.Obj object
        && object.get("$blob") instanceof Value.Text(String hex)
        && object.get("type") instanceof Value.Text(String type)
        && object.get("size") instanceof Value.Num(double size)
        && hex.matches("[0-9a-f]{64}")
        && size >= 0
        && size <= Blobs.MAX_BYTES
        && size == Math.rint(size)
        && type.matches(TYPE)) {
      return Optional.of(new Reference(Bytes.of(HexFormat.of().parseHex(hex)), type, (long) size));
    }
    return Optional.empty();
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
