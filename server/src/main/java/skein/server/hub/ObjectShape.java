package skein.server.hub;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import skein.core.merge.RecordView;
import skein.core.record.RecordKey;
import skein.core.value.Bytes;
import skein.core.value.Value;
import skein.server.shape.OutsideName;

/// How an object of the protocol stands in a record, and how it is read from there (spec/hub.md).
///
/// Each key of `data` is a property. What else an object has stands in properties of the system,
/// `_object.` and the name: whoever works on the record by other means need not know of them.
final class ObjectShape {
  static final String TYPE = "type";
  static final String ID = "id";
  static final String DATA = "data";
  static final String BLOB = "blob";
  static final String DELETED = "deleted";
  static final String EXPIRES = "expires";

  /// Records of objects that a record cannot be named after.
  private static final String UNNAMED = "_object";

  private static final String MEMBER = "_object.";

  /// The type of objects whose type is an empty text; no other type is told so.
  private static final String EMPTY = "~";

  private static final Value NONE = mark("$none");

  private ObjectShape() {}

  private static Value mark(String name) {
    return Value.of(new LinkedHashMap<>(Map.of(name, Value.of(true))));
  }

  /// The property that a part of an object stands in, other than one of `data`.
  static String member(String name) {
    return MEMBER + name;
  }

  /// True for the records that are objects; others are the system's.
  static boolean isObject(RecordKey key) {
    return key.type().equals(UNNAMED) || OutsideName.outside(key.type()).isPresent();
  }

  /// True for the properties that a whole object says all of.
  static boolean isPart(String property) {
    return property.startsWith(MEMBER) || OutsideName.outside(property).isPresent();
  }

  /// The record of an object; one without an id gets one of its own.
  static RecordKey key(Value.Obj object, Supplier<String> ids) {
    Value type = object.get(TYPE);
    Value id = object.get(ID);
    Optional<String> named = type(type);
    if (id == null) {
      return new RecordKey(named.orElse(UNNAMED), ids.get());
    }
    if (named.isPresent()
        && id instanceof Value.Text(String text)
        && fits(text, RecordKey.MAX_ID_BYTES)) {
      return new RecordKey(named.get(), text);
    }
    SequencedMap<String, Value> name = new LinkedHashMap<>();
    name.put(TYPE, type == null ? NONE : type);
    name.put(ID, id);
    return new RecordKey(UNNAMED, Bytes.sha256(Bytes.of(Value.of(name).canonical())).base64url());
  }

  private static Optional<String> type(@Nullable Value type) {
    if (type instanceof Value.Text(String text)) {
      String inside = text.isEmpty() ? EMPTY : OutsideName.inside(text);
      return Optional.of(inside).filter(name -> fits(name, RecordKey.MAX_NAME_BYTES));
    }
    return Optional.empty();
  }

  private static boolean fits(String name, int mostBytes) {
    return !name.isEmpty()
        && name.indexOf('\0') < 0
        && name.length() <= mostBytes
        && name.getBytes(StandardCharsets.UTF_8).length <= mostBytes;
  }

  /// What tells an object's type and id where the record's name does not.
  static SequencedMap<String, Value> name(Value.Obj object, RecordKey key) {
    SequencedMap<String, Value> properties = new LinkedHashMap<>();
    if (key.type().equals(UNNAMED)) {
      properties.put(member(TYPE), inside(object.get(TYPE)));
    }
    if (!Value.of(key.id()).equals(object.get(ID))) {
      properties.put(member(ID), inside(object.get(ID)));
    }
    return properties;
  }

  /// All properties of the record of an object that is not deleted.
  static SequencedMap<String, Value> properties(Value.Obj object, RecordKey key) {
    SequencedMap<String, Value> properties = name(object, key);
    object
        .fields()
        .forEach(
            (name, value) -> {
              if (!name.equals(TYPE) && !name.equals(ID) && !name.equals(DATA)) {
                properties.put(member(name), inside(value));
              }
            });
    Value data = object.get(DATA);
    if (data instanceof Value.Obj map && canStandApart(map)) {
      map.fields()
          .forEach((name, value) -> properties.put(OutsideName.inside(name), inside(value)));
    } else {
      properties.put(member(DATA), inside(data));
    }
    return properties;
  }

  private static boolean canStandApart(Value.Obj data) {
    return data.fields().keySet().stream()
        .allMatch(name -> fits(OutsideName.inside(name), RecordKey.MAX_NAME_BYTES));
  }

  /// A value as a property holds it, where null means unset.
  private static Value inside(@Nullable Value value) {
    return switch (value) {
      case null -> NONE;
      case Value.Null none -> mark("$null");
      case Value.Obj(SequencedMap<String, Value> fields) when isMark(fields) -> {
        Map.Entry<String, Value> only = fields.firstEntry();
        yield Value.of(new LinkedHashMap<>(Map.of("$" + only.getKey(), only.getValue())));
      }
      default -> value;
    };
  }

  private static boolean isMark(SequencedMap<String, Value> fields) {
    return fields.size() == 1 && fields.firstEntry().getKey().matches("\\$+(null|none)");
  }

  /// The way back; empty for what was not there.
  private static Optional<Value> outside(Value value) {
    if (value instanceof Value.Obj(SequencedMap<String, Value> fields) && isMark(fields)) {
      Map.Entry<String, Value> only = fields.firstEntry();
      return switch (only.getKey()) {
        case "$null" -> Optional.of(Value.Null.ONLY);
        case "$none" -> Optional.empty();
        default ->
            Optional.of(
                Value.of(new LinkedHashMap<>(Map.of(only.getKey().substring(1), only.getValue()))));
      };
    }
    return Optional.of(value);
  }

  /// The type of the object that a record is, if it has one.
  static Optional<Value> type(RecordView view) {
    Value own = view.value(member(TYPE));
    String type = view.key().type();
    return own.isNull() ? OutsideName.outside(type).map(Value::of) : outside(own);
  }

  /// The object that a record is; of a deleted one, its tombstone. What stands in [#BLOB] is left
  /// as the record has it.
  static SequencedMap<String, Value> object(RecordView view) {
    SequencedMap<String, Value> object = new LinkedHashMap<>();
    type(view).ifPresent(type -> object.put(TYPE, type));
    Value id = view.value(member(ID));
    (id.isNull() ? Optional.of(Value.of(view.key().id())) : outside(id))
        .ifPresent(value -> object.put(ID, value));
    if (!view.exists()) {
      object.put(DELETED, Value.of(true));
      return object;
    }
    Value whole = view.value(member(DATA));
    (whole.isNull() ? Optional.of(apart(view)) : outside(whole))
        .ifPresent(data -> object.put(DATA, data));
    view.values()
        .forEach(
            (property, value) -> {
              String name = property.startsWith(MEMBER) ? property.substring(MEMBER.length()) : "";
              if (!name.isEmpty() && !name.equals(TYPE) && !name.equals(ID) && !name.equals(DATA)) {
                outside(value).ifPresent(part -> object.put(name, part));
              }
            });
    return object;
  }

  private static Value apart(RecordView view) {
    SequencedMap<String, Value> data = new LinkedHashMap<>();
    view.values()
        .forEach(
            (property, value) ->
                OutsideName.outside(property)
                    .ifPresent(name -> outside(value).ifPresent(part -> data.put(name, part))));
    return Value.of(data);
  }
}
