package skein.core.history;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import skein.core.value.Bytes;
import skein.core.value.Json;
import skein.core.value.NotStrict;
import skein.core.value.Value;

/// Reads the fields of a JSON object, naming what is wrong in an `IllegalArgumentException`.
record Shape(String what, Value.Obj object) {
  static final long MAX_INTEGER = 1L << 53;

  static Shape of(String what, Value value) {
    if (value instanceof Value.Obj object) {
      return new Shape(what, object);
    }
    throw new IllegalArgumentException(what + " is not an object");
  }

  /// Reads strict JSON that is an object.
  static Shape parse(String what, byte[] json) {
    try {
      return of(what, Json.parse(json));
    } catch (NotStrict e) {
      throw new IllegalArgumentException("the " + what + " is " + e.getMessage(), e);
    }
  }

  void onlyKeys(String... allowed) {
    List<String> known = Arrays.asList(allowed);
    for (String key : object.fields().keySet()) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException(what + " has the unknown key '" + key + "'");
      }
    }
  }

  boolean has(String key) {
    return object.get(key) != null;
  }

  Value value(String key) {
    Value value = object.get(key);
    if (value == null) {
      throw new IllegalArgumentException(what + " lacks '" + key + "'");
    }
    return value;
  }

  String text(String key) {
    return text(key, value(key));
  }

  static String text(String what, Value value) {
    if (value instanceof Value.Text text) {
      return text.value();
    }
    throw new IllegalArgumentException(what + " is not a text");
  }

  boolean bool(String key) {
    if (value(key) instanceof Value.Bool bool) {
      return bool.value();
    }
    throw new IllegalArgumentException(key + " is not true or false");
  }

  long integer(String key) {
    return integer(key, value(key));
  }

  static long integer(String what, Value value) {
    if (value instanceof Value.Num(double number)
        && Math.abs(number) <= MAX_INTEGER
        && number == Math.rint(number)) {
      return (long) number;
    }
    throw new IllegalArgumentException(what + " is not an integer within 2^53");
  }

  static long positive(String what, Value value) {
    long number = integer(what, value);
    if (number < 1) {
      throw new IllegalArgumentException(what + " is " + number + ", it begins at 1");
    }
    return number;
  }

  Bytes bytes(String key) {
    return Bytes.parse(text(key));
  }

  static List<Value> items(String what, Value value) {
    if (value instanceof Value.Array array) {
      return array.items();
    }
    throw new IllegalArgumentException(what + " is not a list");
  }

  List<Value> items(String key) {
    return items(key, value(key));
  }

  /// The fields of the object under `key`, none if the key is missing; an empty object is refused,
  /// because writers leave such a key out.
  Map<String, Value> members(String key) {
    Value value = object.get(key);
    if (value == null) {
      return Map.of();
    }
    Map<String, Value> members = of(key, value).object().fields();
    if (members.isEmpty()) {
      throw new IllegalArgumentException(key + " is empty");
    }
    return members;
  }
}
