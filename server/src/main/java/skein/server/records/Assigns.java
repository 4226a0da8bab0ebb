package skein.server.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import skein.core.merge.PropertyView;
import skein.core.merge.RecordView;
import skein.core.replica.Assign;
import skein.core.value.Value;
import skein.server.http.Problem;
import skein.server.shape.Forms;

/// What a client's properties come to, given what it saw of the record.
final class Assigns {
  private static final Set<String> EDIT_KEYS =
      Set.of("set", "add", "put", "drop", "note", "author");
  private static final double MAX_STEP = 0x1p53;

  private Assigns() {}

  /// For a new record: every property that is not null.
  static List<Assign> create(Map<String, Value> properties) {
    List<Assign> assigns = new ArrayList<>();
    properties.forEach(
        (name, value) -> {
          Names.requireProperty(name);
          if (!value.isNull()) {
            assigns.add(new Assign.Set(name, value));
          }
        });
    return assigns;
  }

  /// These properties, and no others of those that the client saw. What stood so already is not
  /// written, but over an open conflict it is a decision.
  static List<Assign> replace(RecordView seen, Map<String, Value> properties) {
    List<Assign> assigns = new ArrayList<>();
    properties.forEach(
        (name, value) -> {
          PropertyView property = seen.properties().get(name);
          boolean open = property != null && property.isOpen();
          if (open || !seen.value(name).equals(value)) {
            assigns.addAll(set(seen, name, value));
          }
        });
    for (PropertyView property : seen.properties().values()) {
      if (!properties.containsKey(property.name()) && !property.name().startsWith("_")) {
        assigns.addAll(set(seen, property.name(), Value.Null.ONLY));
      }
    }
    return assigns;
  }

  /// These properties; null unsets.
  static List<Assign> change(RecordView seen, Map<String, Value> properties) {
    List<Assign> assigns = new ArrayList<>();
    properties.forEach((name, value) -> assigns.addAll(set(seen, name, value)));
    return assigns;
  }

  private static List<Assign> set(RecordView seen, String name, Value value) {
    Names.requireProperty(name);
    try {
      return Forms.assign(name, seen.properties().get(name), value);
    } catch (IllegalArgumentException e) {
      throw new Problem(422, String.valueOf(e.getMessage()));
    }
  }

  private static String element(String name, Value item) {
    try {
      return Forms.element(name, item);
    } catch (IllegalArgumentException e) {
      throw new Problem(422, String.valueOf(e.getMessage()));
    }
  }

  /// What an edit says: `set`, `add`, `put`, `drop`, each an object by property.
  static List<Assign> edit(SequencedMap<String, Value> body) {
    for (String key : body.keySet()) {
      if (!EDIT_KEYS.contains(key)) {
        throw Problem.bad("an edit has no '" + key + "'; it has set, add, put, drop, note, author");
      }
    }
    List<Assign> assigns = new ArrayList<>();
    part(body, "set").forEach((name, value) -> assigns.add(new Assign.Set(name, value)));
    part(body, "add")
        .forEach((name, value) -> assigns.add(new Assign.Add(name, step(name, value))));
    part(body, "put")
        .forEach(
            (name, value) ->
                texts(name, value).forEach(text -> assigns.add(new Assign.Put(name, text))));
    part(body, "drop")
        .forEach(
            (name, value) ->
                texts(name, value).forEach(text -> assigns.add(new Assign.Drop(name, text))));
    assigns.forEach(assign -> Names.requireProperty(assign.property()));
    return assigns;
  }

  private static Map<String, Value> part(SequencedMap<String, Value> body, String key) {
    return switch (body.get(key)) {
      case null -> Map.of();
      case Value.Obj object -> object.fields();
      case Value other -> throw Problem.bad("'" + key + "' must be an object, by property");
    };
  }

  private static long step(String name, Value value) {
    if (value instanceof Value.Num(double number)
        && number == Math.rint(number)
        && Math.abs(number) <= MAX_STEP) {
      return (long) number;
    }
    throw Problem.bad("'add' of " + name + " must be an integer within 2^53");
  }

  private static List<String> texts(String name, Value value) {
    List<String> texts = new ArrayList<>();
    if (value instanceof Value.Array array) {
      for (Value item : array.items()) {
        texts.add(element(name, item));
      }
      return texts;
    }
    throw Problem.bad("the elements of " + name + " must be a list of texts");
  }

  /// A text of an edit; null if it has none.
  static @Nullable String text(SequencedMap<String, Value> body, String key) {
    return switch (body.get(key)) {
      case null -> null;
      case Value.Text text -> text.value();
      case Value other -> throw Problem.bad("'" + key + "' must be a text");
    };
  }
}
