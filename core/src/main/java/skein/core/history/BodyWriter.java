package skein.core.history;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import skein.core.record.Change;
import skein.core.record.Dot;
import skein.core.record.Register;
import skein.core.record.Seen;
import skein.core.record.ValueHash;
import skein.core.record.Write;
import skein.core.value.Bytes;
import skein.core.value.JsonWriter;
import skein.core.value.TextOrder;
import skein.core.value.Value;

/// Writes a body as JSON, keys in the order of the format. The tips in `over` and `absorbed` must
/// be such that each is the highest dot named of its branch ([Naming] makes them so).
public final class BodyWriter {
  private final JsonWriter out = new JsonWriter();
  private final List<Dot> tips;

  private BodyWriter(SortedSet<Dot> tips) {
    this.tips = List.copyOf(tips);
  }

  /// The bytes; `IllegalArgumentException` if a value is nested too deep or a text has no UTF-8.
  public static Bytes write(Body body) {
    BodyWriter writer = new BodyWriter(Naming.tips(body));
    writer.body(body);
    return Bytes.of(writer.out.toArray());
  }

  private void body(Body body) {
    out.open('{').key("v").number(1);
    out.key("time").text(body.time().toString());
    out.key("author").text(body.author());
    if (body.note() != null) {
      out.key("note").text(body.note());
    }
    if (!tips.isEmpty()) {
      out.key("of").value(Value.of(tips.stream().map(BodyWriter::tip).toList()));
    }
    Body.Undone undone = body.undone();
    if (undone != null) {
      out.key("undo").open('[').text(undone.replica().toString()).number(undone.seq()).close(']');
    }
    if (body.retires()) {
      out.key("retire").value(Value.of(true));
    }
    out.key("changes").open('[');
    body.changes().forEach(this::change);
    out.close(']').close('}');
  }

  private static Value tip(Dot dot) {
    return list(
        Value.of(dot.replica().toString()), Value.of(dot.seq()), Value.of(dot.mark().toString()));
  }

  private static Value list(Value... items) {
    return Value.of(List.of(items));
  }

  private void change(Change change) {
    List<Write> writes = change.writes();
    out.open('{').key("op").text(change.op().name().toLowerCase(Locale.ROOT));
    out.key("type").text(change.key().type());
    out.key("id").text(change.key().id());
    section("set", writes, BodyWriter::isSet, BodyWriter::value);
    section("add", writes, write -> write.register() instanceof Register.Total, BodyWriter::value);
    section("absorbed", writes, write -> !write.absorbed().isEmpty(), this::absorbed);
    elements("put", writes, Value.of(true));
    elements("drop", writes, Value.of(false));
    section("reopen", writes, Write::isReopening, write -> Value.of(write.values()));
    Map<String, SequencedMap<String, Value>> over = new LinkedHashMap<>();
    Map<String, SequencedMap<String, Value>> was = new LinkedHashMap<>();
    for (Write write : writes) {
      if (!write.over().isEmpty()) {
        in(over, write.register().property()).put(name(write.register()), dots(write.over()));
      }
      if (!write.was().isEmpty()) {
        in(was, write.register().property()).put(name(write.register()), hashes(write.was()));
      }
    }
    change
        .released()
        .forEach((name, dots) -> in(over, name).put(ChangeReader.ALL_ELEMENTS, dots(dots)));
    named("over", over);
    named("was", was);
    out.close('}');
  }

  private static boolean isSet(Write write) {
    return write.register() instanceof Register.Plain && !write.isReopening();
  }

  private static Value value(Write write) {
    return write.values().getFirst();
  }

  /// One section: of the writes that belong there, the property and what is to be said of it.
  private void section(
      String key, List<Write> writes, Predicate<Write> belongs, Function<Write, Value> value) {
    boolean isOpen = false;
    for (Write write : writes) {
      if (belongs.test(write)) {
        if (!isOpen) {
          out.key(key).open('{');
          isOpen = true;
        }
        out.key(write.register().property()).value(value.apply(write));
      }
    }
    if (isOpen) {
      out.close('}');
    }
  }

  private void elements(String key, List<Write> writes, Value isIn) {
    SequencedMap<String, SortedSet<String>> sets = new LinkedHashMap<>();
    for (Write write : writes) {
      if (write.register() instanceof Register.Element element && value(write).equals(isIn)) {
        sets.computeIfAbsent(element.property(), name -> new TreeSet<>(TextOrder.BY_BYTES))
            .add(element.element());
      }
    }
    if (!sets.isEmpty()) {
      SequencedMap<String, Value> lists = new LinkedHashMap<>();
      sets.forEach((name, set) -> lists.put(name, Value.of(set.stream().map(Value::of).toList())));
      out.key(key).value(Value.of(lists));
    }
  }

  private static SequencedMap<String, Value> in(
      Map<String, SequencedMap<String, Value>> named, String property) {
    return named.computeIfAbsent(property, key -> new LinkedHashMap<>());
  }

  private static String name(Register register) {
    return register instanceof Register.Element ? ChangeReader.ELEMENT + register.element() : "";
  }

  private void named(String key, Map<String, SequencedMap<String, Value>> named) {
    if (!named.isEmpty()) {
      out.key(key).open('{');
      named.forEach(
          (property, registers) -> {
            Value plain = registers.get("");
            Value shown = plain != null && registers.size() == 1 ? plain : Value.of(registers);
            out.key(property).value(shown);
          });
      out.close('}');
    }
  }

  private Value absorbed(Write write) {
    return Value.of(
        write.absorbed().stream()
            .sorted()
            .map(one -> list(index(one.seen()), Value.of(one.seen().seq()), Value.of(one.total())))
            .toList());
  }

  private Value dots(List<Seen> seen) {
    return Value.of(
        seen.stream().sorted().map(one -> list(index(one), Value.of(one.seq()))).toList());
  }

  private Value index(Seen seen) {
    return Value.of((long) tips.indexOf(seen.tip()));
  }

  private static Value hashes(List<ValueHash> hashes) {
    return Value.of(hashes.stream().map(hash -> Value.of(hash.text())).toList());
  }
}
