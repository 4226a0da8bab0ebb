package skein.core.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import skein.core.record.Absorbed;
import skein.core.record.Change;
import skein.core.record.Change.Op;
import skein.core.record.RecordKey;
import skein.core.record.Register;
import skein.core.record.Seen;
import skein.core.record.ValueHash;
import skein.core.record.Write;
import skein.core.value.TextOrder;
import skein.core.value.Value;

/// Reads one change of a body. Every rule it enforces stands in spec/encoding.md, "Changes".
final class ChangeReader {
  static final int MAX_ELEMENT_BYTES = 256;
  static final String ELEMENT = "=";
  static final String ALL_ELEMENTS = "*";

  private final Shape shape;
  private final Tips tips;
  private final Map<Register, List<Seen>> over = new LinkedHashMap<>();
  private final Map<Register, List<ValueHash>> was = new LinkedHashMap<>();
  private final SortedMap<String, List<Seen>> released = new TreeMap<>();
  private final Map<Register, Write> writes = new LinkedHashMap<>();

  ChangeReader(Shape shape, Tips tips) {
    this.shape = shape;
    this.tips = tips;
  }

  Change read() {
    shape.onlyKeys(
        "op", "type", "id", "set", "add", "absorbed", "put", "drop", "reopen", "over", "was");
    Op op = op(shape.text("op"));
    RecordKey key = new RecordKey(shape.text("type"), shape.text("id"));
    requireKeysOf(op);
    readOver(op);
    readWas();
    readPlain(op);
    readTotals();
    readElements("put", true);
    readElements("drop", false);
    if (!writes.containsKey(Register.Presence.ONLY)) {
      add(Register.Presence.ONLY, List.of(Value.of(op.deletes())), List.of());
    }
    requireAllWritten();
    return new Change(op, key, List.copyOf(writes.values()), released);
  }

  private static Op op(String text) {
    for (Op op : Op.values()) {
      if (op.name().toLowerCase(Locale.ROOT).equals(text)) {
        return op;
      }
    }
    throw new IllegalArgumentException("op is '" + text + "'");
  }

  private void requireKeysOf(Op op) {
    List<String> refused =
        switch (op) {
          case CREATE -> List.of("reopen");
          case UPDATE -> List.of();
          case DELETE -> List.of("set", "add", "absorbed", "put", "drop", "was");
          case PURGE -> List.of("add", "put", "drop", "was", "reopen");
        };
    for (String key : refused) {
      if (shape.has(key)) {
        throw new IllegalArgumentException("a change with op " + shape.text("op") + " has " + key);
      }
    }
  }

  private void readOver(Op op) {
    for (Map.Entry<String, Value> entry : shape.members("over").entrySet()) {
      String property = entry.getKey();
      String what = "over of " + property;
      if (property.equals(Register.DELETED)) {
        over.put(Register.Presence.ONLY, tips.seen(what, entry.getValue()));
      } else if (entry.getValue() instanceof Value.Obj object) {
        readOverElements(op, property, object);
      } else {
        over.put(new Register.Plain(property), tips.seen(what, entry.getValue()));
      }
    }
  }

  private void readOverElements(Op op, String property, Value.Obj object) {
    requireElements("over of " + property, object);
    for (Map.Entry<String, Value> entry : object.fields().entrySet()) {
      List<Seen> seen = tips.seen("over of " + property, entry.getValue());
      if (entry.getKey().equals(ALL_ELEMENTS) && op == Op.PURGE) {
        RecordKey.requireName("property", property);
        released.put(property, seen);
      } else {
        over.put(register(property, entry.getKey()), seen);
      }
    }
  }

  private void readWas() {
    for (Map.Entry<String, Value> entry : shape.members("was").entrySet()) {
      String property = entry.getKey();
      if (entry.getValue() instanceof Value.Obj object) {
        requireElements("was of " + property, object);
        object
            .fields()
            .forEach((name, hashes) -> was.put(register(property, name), hashes(name, hashes)));
      } else {
        was.put(new Register.Plain(property), hashes(property, entry.getValue()));
      }
    }
  }

  private static void requireElements(String what, Value.Obj object) {
    if (object.fields().keySet().stream().allMatch(String::isEmpty)) {
      throw new IllegalArgumentException(what + " is an object without elements");
    }
  }

  private static Register register(String property, String name) {
    if (name.isEmpty()) {
      return new Register.Plain(property);
    }
    if (name.startsWith(ELEMENT)) {
      return new Register.Element(property, name.substring(ELEMENT.length()));
    }
    throw new IllegalArgumentException("'" + name + "' names no register of " + property);
  }

  private static List<ValueHash> hashes(String what, Value value) {
    List<ValueHash> hashes = new ArrayList<>();
    for (Value item : Shape.items("was of " + what, value)) {
      hashes.add(new ValueHash(Shape.text("a hash", item)));
    }
    Tips.requireSome("was of " + what, hashes);
    Sorted.require("was of " + what, hashes, ValueHash::compareTo);
    return hashes;
  }

  private void readPlain(Op op) {
    Map<String, Value> absorbed = shape.members("absorbed");
    Map<String, Value> set = shape.members("set");
    for (Map.Entry<String, Value> entry : set.entrySet()) {
      RecordKey.requireName("property", entry.getKey());
      if (op == Op.PURGE && !entry.getValue().isNull()) {
        throw new IllegalArgumentException("a purge sets " + entry.getKey() + " to a value");
      }
      Value taken = absorbed.get(entry.getKey());
      add(
          plain(entry.getKey()),
          List.of(entry.getValue()),
          taken == null ? List.of() : absorbed(taken));
    }
    for (String property : absorbed.keySet()) {
      if (!set.containsKey(property)) {
        throw new IllegalArgumentException("absorbed names " + property + ", which is not set");
      }
    }
    for (Map.Entry<String, Value> entry : shape.members("reopen").entrySet()) {
      if (op == Op.DELETE && !entry.getKey().equals(Register.DELETED)) {
        throw new IllegalArgumentException("a delete reopens " + entry.getKey());
      }
      reopen(entry.getKey(), entry.getValue());
    }
  }

  private static Register plain(String property) {
    if (property.equals(Register.DELETED)) {
      throw new IllegalArgumentException("_deleted is written by op alone");
    }
    return new Register.Plain(property);
  }

  private List<Absorbed> absorbed(Value value) {
    List<Absorbed> absorbed = new ArrayList<>();
    for (Value item : Shape.items("absorbed", value)) {
      List<Value> parts = Shape.items("a total", item);
      if (parts.size() != 3) {
        throw new IllegalArgumentException("absorbed is not [index, sequence, total]");
      }
      Seen seen = tips.seen(parts.get(0), parts.get(1));
      absorbed.add(new Absorbed(seen, Shape.integer("a total", parts.get(2))));
    }
    Tips.requireSome("absorbed", absorbed);
    Sorted.require("absorbed", absorbed, (a, b) -> a.seen().compareTo(b.seen()));
    return absorbed;
  }

  private void reopen(String property, Value value) {
    List<Value> values = Shape.items("reopen", value);
    if (values.size() < 2) {
      throw new IllegalArgumentException("reopen of " + property + " has fewer than two values");
    }
    Sorted.require(
        "reopen", values, (a, b) -> Arrays.compareUnsigned(a.canonical(), b.canonical()));
    if (!property.equals(Register.DELETED)) {
      RecordKey.requireName("property", property);
      add(new Register.Plain(property), values, List.of());
    } else if (values.equals(List.of(Value.of(false), Value.of(true)))) {
      add(Register.Presence.ONLY, values, List.of());
    } else {
      throw new IllegalArgumentException("reopen of _deleted is not [false,true]");
    }
    if (was.containsKey(new Register.Plain(property))) {
      throw new IllegalArgumentException("was names " + property + ", which is reopened");
    }
  }

  private void readTotals() {
    for (Map.Entry<String, Value> entry : shape.members("add").entrySet()) {
      RecordKey.requireName("property", entry.getKey());
      plain(entry.getKey());
      long total = Shape.integer("total of " + entry.getKey(), entry.getValue());
      add(new Register.Total(entry.getKey()), List.of(Value.of(total)), List.of());
    }
  }

  private void readElements(String key, boolean value) {
    for (Map.Entry<String, Value> entry : shape.members(key).entrySet()) {
      RecordKey.requireName("property", entry.getKey());
      plain(entry.getKey());
      List<String> elements = new ArrayList<>();
      for (Value item : Shape.items(key, entry.getValue())) {
        elements.add(Shape.text("an element", item));
      }
      Tips.requireSome(key, elements);
      Sorted.require(key, elements, TextOrder.BY_BYTES);
      for (String element : elements) {
        requireElement(element);
        add(new Register.Element(entry.getKey(), element), List.of(Value.of(value)), List.of());
      }
    }
  }

  static void requireElement(String element) {
    RecordKey.requireName("element", element);
  }

  private void add(Register register, List<Value> values, List<Absorbed> absorbed) {
    Write write =
        new Write(
            register,
            values,
            over.getOrDefault(register, List.of()),
            was.getOrDefault(register, List.of()),
            absorbed);
    if (writes.put(register, write) != null) {
      throw new IllegalArgumentException(describe(register) + " is written twice");
    }
  }

  private void requireAllWritten() {
    requireWritten("over", over);
    requireWritten("was", was);
  }

  private void requireWritten(String key, Map<Register, ?> named) {
    for (Register register : named.keySet()) {
      if (!writes.containsKey(register)) {
        throw new IllegalArgumentException(
            key + " names " + describe(register) + ", which is not written");
      }
    }
  }

  private static @Nullable String describe(Register register) {
    return register.element().isEmpty()
        ? register.property()
        : register.property() + ELEMENT + register.element();
  }
}
