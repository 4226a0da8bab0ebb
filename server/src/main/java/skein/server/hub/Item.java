package skein.server.hub;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import skein.core.record.RecordKey;
import skein.core.value.Bytes;
import skein.core.value.Value;
import skein.server.http.Problem;

/// An object that a client sends, and the record it is for.
record Item(Value.Obj object, RecordKey key) {
  private static final int OVERHEAD_BYTES = 64;

  /// @throws Problem if that cannot be an object
  static Item of(Value value, Supplier<String> ids) {
    if (value instanceof Value.Obj object) {
      return new Item(object, ObjectShape.key(object, ids));
    }
    throw Problem.bad("each item of the list must be an object");
  }

  /// True for a tombstone.
  boolean deletes() {
    return Value.of(true).equals(object.get(ObjectShape.DELETED));
  }

  /// What its record is to hold.
  SequencedMap<String, Value> properties() {
    return ObjectShape.properties(object, key);
  }

  /// What its record holds in any case.
  SequencedMap<String, Value> name() {
    return ObjectShape.name(object, key);
  }

  /// How long it is as JSON, in bytes, with something for what is written beside.
  int bytes() {
    return object.canonical().length + OVERHEAD_BYTES;
  }

  /// A blob that came within an object, and its media type.
  record Upload(Bytes content, String type) {}

  /// The blob that it brings.
  ///
  /// @throws Problem if it cannot be understood
  Optional<Upload> upload() {
    if (!deletes()
        && object.get(ObjectShape.BLOB) instanceof Value.Obj blob
        && blob.get("data") instanceof Value.Text(String data)) {
      String type =
          blob.get("content_type") instanceof Value.Text(String text)
              ? text
              : "application/octet-stream";
      return Optional.of(new Upload(decoded(data), type));
    }
    return Optional.empty();
  }

  /// Base64 of either alphabet, with or without padding (RFC 4648).
  private static Bytes decoded(String data) {
    String plain = data.replace('+', '-').replace('/', '_').replaceFirst("=+$", "");
    try {
      return Bytes.of(Base64.getUrlDecoder().decode(plain));
    } catch (IllegalArgumentException e) {
      throw Problem.bad("the data of a blob is no base64: " + e.getMessage());
    }
  }

  /// The same with another blob.
  Item with(Value blob) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>(object.fields());
    fields.put(ObjectShape.BLOB, blob);
    return new Item(new Value.Obj(fields), key);
  }

  /// The address of a blob that it had before, as it says.
  Optional<String> href() {
    return object.get(ObjectShape.BLOB) instanceof Value.Obj blob
            && blob.get("href") instanceof Value.Text(String href)
        ? Optional.of(href)
        : Optional.empty();
  }
}
