package skein.app.home;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import skein.core.value.Json;
import skein.core.value.NotStrict;
import skein.core.value.Value;

/// The fields of an object in one of the home's files; `IllegalArgumentException` says what is
/// wrong with it. Immutable.
record Fields(SequencedMap<String, Value> all) {
  /// The one line of a file.
  static Fields parse(byte[] json) throws NotStrict {
    int end = json.length;
    while (end > 0 && json[end - 1] == '\n') {
      end--;
    }
    return of(Json.parse(Arrays.copyOf(json, end)));
  }

  /// The bytes of a file that holds this object.
  static byte[] line(SequencedMap<String, Value> fields) {
    byte[] json = Json.write(Value.of(fields));
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return line;
  }

  static Fields of(Value value) {
    if (value instanceof Value.Obj object) {
      return new Fields(object.fields());
    }
    throw new IllegalArgumentException("it holds something else where an object belongs");
  }

  boolean has(String key) {
    return all.containsKey(key);
  }

  List<Fields> objects(String key) {
    if (all.get(key) instanceof Value.Array array) {
      return array.items().stream().map(Fields::of).toList();
    }
    throw new IllegalArgumentException("it has no list '" + key + "'");
  }

  List<String> texts(String key) {
    if (!(all.get(key) instanceof Value.Array array)) {
      throw new IllegalArgumentException("it has no list '" + key + "'");
    }
    List<String> texts = new ArrayList<>();
    for (Value item : array.items()) {
      if (!(item instanceof Value.Text(String text))) {
        throw new IllegalArgumentException("its list '" + key + "' holds more than texts");
      }
      texts.add(text);
    }
    return texts;
  }

  Fields object(String key) {
    Value value = all.get(key);
    if (value == null) {
      throw new IllegalArgumentException("it has no object '" + key + "'");
    }
    return of(value);
  }

  String text(String key) {
    if (all.get(key) instanceof Value.Text text) {
      return text.value();
    }
    throw new IllegalArgumentException("it has no text '" + key + "'");
  }

  @Nullable String textIfThere(String key) {
    return has(key) ? text(key) : null;
  }

  long count(String key) {
    if (all.get(key) instanceof Value.Num number
        && number.value() == Math.rint(number.value())
        && number.value() >= 0) {
      return (long) number.value();
    }
    throw new IllegalArgumentException("it has no count '" + key + "'");
  }

  boolean flag(String key) {
    if (all.get(key) instanceof Value.Bool bool) {
      return bool.value();
    }
    throw new IllegalArgumentException("its '" + key + "' is not true or false");
  }
}
