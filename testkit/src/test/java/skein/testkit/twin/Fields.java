package skein.testkit.twin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import skein.core.record.Dot;
import skein.core.record.Mark;
import skein.core.record.RecordKey;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;
import skein.core.value.Value;

/// One JSON object, read by name.
record Fields(Value.Obj object) {
  static Fields of(Value value) {
    return new Fields((Value.Obj) value);
  }

  /// An object of a name and a value each, in this order.
  static Value made(Object... namesAndValues) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], (Value) namesAndValues[i + 1]);
    }
    return Value.of(fields);
  }

  static Value list(List<String> texts) {
    return Value.of(texts.stream().map(Value::of).toList());
  }

  Optional<Value> maybe(String key) {
    return Optional.ofNullable(object.get(key));
  }

  Value at(String key) {
    return Objects.requireNonNull(object.get(key), key);
  }

  String text(String key) {
    return ((Value.Text) at(key)).value();
  }

  long number(String key) {
    return (long) ((Value.Num) at(key)).value();
  }

  boolean isTrue(String key) {
    return Value.of(true).equals(object.get(key));
  }

  Bytes bytes(String key) {
    return Bytes.parse(text(key));
  }

  List<Fields> objects(String key) {
    return ((Value.Array) at(key)).items().stream().map(Fields::of).toList();
  }

  RecordKey key() {
    Fields key = Fields.of(at("key"));
    return new RecordKey(key.text("type"), key.text("id"));
  }

  /// Reads `{"replica","seq","mark"}`.
  Dot dot() {
    return new Dot(ReplicaId.parse(text("replica")), number("seq"), Mark.parse(text("mark")));
  }

  static Value dot(Dot dot) {
    return made(
        "replica",
        Value.of(dot.replica().toString()),
        "seq",
        Value.of(dot.seq()),
        "mark",
        Value.of(dot.mark().toString()));
  }
}
