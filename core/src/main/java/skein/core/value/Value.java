package skein.core.value;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// A JSON value. Immutable, safe for all threads.
///
/// Equality is JSON equality: the order of an object's keys does not count, the order of an array's
/// items does, numbers are equal as doubles. Each value has one text ([Json#write]) in its own key
/// order and one in canonical key order ([#canonical]). Source: `spec/encoding.md`, strict JSON.
public sealed interface Value {

  /// The order of the policies `max` and `min`, and of ties: null < boolean < number < text < array
  /// < object; false before true, numbers by size, text by its UTF-8 bytes (which is by code
  /// point), arrays and objects by their canonical bytes. Consistent with equals.
  Comparator<Value> ORDER = ValueOrder::compare;

  /// JSON `null`; as a whole property it means "unset". Use [#ONLY].
  record Null() implements Value {
    public static final Null ONLY = new Null();
  }

  /// `true` or `false`.
  record Bool(boolean value) implements Value {}

  /// A finite double; negative zero becomes zero, since JSON text cannot tell them apart.
  record Num(double value) implements Value {
    public Num {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a JSON number must be finite, not " + value);
      }
      value += 0.0;
    }
  }

  /// A text that has a UTF-8 form: every surrogate stands in a pair.
  record Text(String value) implements Value {
    public Text {
      Unicode.requirePaired(value);
    }
  }

  /// A list of values.
  record Array(List<Value> items) implements Value {
    public Array {
      items = List.copyOf(items);
    }
  }

  /// A map of unique keys to values, which remembers the order of its keys but is equal to one with
  /// another order. The map is an unmodifiable copy.
  record Obj(SequencedMap<String, Value> fields) implements Value {
    public Obj {
      fields =
          Collections.unmodifiableSequencedMap(
              fields instanceof JsonReader.Fields ? fields : new LinkedHashMap<>(fields));
      for (var field : fields.entrySet()) {
        Unicode.requirePaired(field.getKey());
        Objects.requireNonNull(field.getValue(), field::getKey);
      }
    }

    /// The value at this key; null when the object has no such key.
    public @Nullable Value get(String key) {
      return fields.get(key);
    }
  }

  static Value of(boolean value) {
    return new Bool(value);
  }

  /// A number; it must be finite.
  static Value of(double value) {
    return new Num(value);
  }

  /// An integer that a double holds exactly: from -2^53 to 2^53. Larger ones belong into text.
  static Value of(long value) {
    if (value > 1L << 53 || value < -(1L << 53)) {
      throw new IllegalArgumentException("integer " + value + " is beyond 2^53, write it as text");
    }
    return new Num(value);
  }

  static Value of(String value) {
    return new Text(value);
  }

  static Value of(List<? extends Value> items) {
    return new Array(List.copyOf(items));
  }

  static Value of(SequencedMap<String, ? extends Value> fields) {
    return new Obj(Collections.unmodifiableSequencedMap(fields));
  }

  default boolean isNull() {
    return this instanceof Null;
  }

  /// The canonical JSON of this value: strict JSON with all keys in the order of their UTF-8 bytes.
  /// Equal values have equal bytes. The caller owns the array.
  ///
  /// @throws IllegalArgumentException when the value is nested deeper than 64
  default byte[] canonical() {
    return Json.canonical(this);
  }
}
