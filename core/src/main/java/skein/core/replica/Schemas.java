package skein.core.replica;

import java.util.HashMap;
import java.util.Map;
import skein.core.merge.Policy;
import skein.core.merge.RecordView;
import skein.core.record.LiveRecord;
import skein.core.record.RecordKey;
import skein.core.schema.TypeSchema;

/// The types as one reading shows them, each read once. Confined to its reading.
final class Schemas {
  private final Reading reading;
  private final Chains chains;
  private final Map<String, TypeSchema> known = new HashMap<>();

  Schemas(Reading reading, Chains chains) {
    this.reading = reading;
    this.chains = chains;
  }

  TypeSchema of(String type) {
    TypeSchema schema = known.get(type);
    if (schema == null) {
      schema = type.startsWith("_") ? TypeSchema.none(type) : read(type);
      known.put(type, schema);
    }
    return schema;
  }

  private TypeSchema read(String type) {
    RecordKey key = TypeSchema.keyOf(type);
    LiveRecord live = reading.record(key).map(StoredRecord::live).orElse(LiveRecord.EMPTY);
    return TypeSchema.read(type, RecordView.of(key, live, property -> Policy.ASK, chains));
  }

  /// Takes note that the description of a type changed.
  void forget(RecordKey changed) {
    if (changed.type().equals(TypeSchema.TYPE)) {
      known.remove(changed.id());
    }
  }
}
