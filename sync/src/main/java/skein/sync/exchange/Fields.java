package skein.sync.exchange;

import java.util.List;
import java.util.Set;
import skein.core.record.Dot;
import skein.core.record.Mark;
import skein.core.value.ReplicaId;
import skein.core.value.Value;

/// Reads the fields of a message's header, naming what is wrong in an `IllegalArgumentException`.
record Fields(Value.Obj object) {
  private static final long MAX_INTEGER = 1L << 53;

  static Fields of(Value value) {
    if (value instanceof Value.Obj object) {
      return new Fields(object);
    }
    throw new IllegalArgumentException("the header of the message is not an object");
  }

  void onlyKeys(Set<String> allowed) {
    for (String key : object.fields().keySet()) {
      if (!allowed.contains(key)) {
        throw new IllegalArgumentException("the message has the unknown key '" + key + "'");
      }
    }
  }

  Value value(String key) {
    Value value = object.get(key);
    if (value == null) {
      throw new IllegalArgumentException("the message lacks '" + key + "'");
    }
    return value;
  }

  String text(String key) {
    return text(key, value(key));
  }

  private static String text(String what, Value value) {
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

  /// True if the key is there and says so.
  boolean isTrue(String key) {
    return object.get(key) != null && bool(key);
  }

  /// An integer from 0 to `most`.
  int small(String key, int most) {
    return small(key, value(key), most);
  }

  static int small(String what, Value value, int most) {
    long count = count(what, value);
    if (count > most) {
      throw new IllegalArgumentException(what + " is " + count + ", the limit is " + most);
    }
    return (int) count;
  }

  /// An integer from 0 to 2^53.
  long count(String key) {
    return count(key, value(key));
  }

  private static long count(String what, Value value) {
    if (value instanceof Value.Num(double number)
        && number >= 0
        && number <= MAX_INTEGER
        && number == Math.rint(number)) {
      return (long) number;
    }
    throw new IllegalArgumentException(what + " is not an integer from 0 to 2^53");
  }

  static List<Value> items(String what, Value value) {
    if (value instanceof Value.Array array) {
      return array.items();
    }
    throw new IllegalArgumentException(what + " is not a list");
  }

  /// Reads `[epoch, number]`.
  static Since since(Value value) {
    List<Value> parts = items("a place in a log", value);
    if (parts.size() != 2) {
      throw new IllegalArgumentException("a place in a log is not [epoch, number]");
    }
    return new Since(text("epoch", parts.get(0)), count("number", parts.get(1)));
  }

  /// Reads `[replica, sequence, mark]`.
  static Dot head(Value value) {
    List<Value> parts = items("a head", value);
    if (parts.size() != 3) {
      throw new IllegalArgumentException("a head is not [replica, sequence, mark]");
    }
    return dot(ReplicaId.parse(text("replica", parts.get(0))), parts.get(1), parts.get(2));
  }

  /// Reads `[sequence, mark]`.
  static Dot point(ReplicaId replica, Value value) {
    List<Value> parts = items("a point", value);
    if (parts.size() != 2) {
      throw new IllegalArgumentException("a point is not [sequence, mark]");
    }
    return dot(replica, parts.get(0), parts.get(1));
  }

  private static Dot dot(ReplicaId replica, Value seq, Value mark) {
    return new Dot(replica, count("sequence", seq), Mark.parse(text("mark", mark)));
  }
}
