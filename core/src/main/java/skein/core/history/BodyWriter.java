package skein.core.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import skein.core.record.Absorbed;
import skein.core.record.Change;
import skein.core.record.Dot;
import skein.core.record.Register;
import skein.core.record.Seen;
import skein.core.record.ValueHash;
import skein.core.record.Write;
import skein.core.value.Bytes;
import skein.core.value.Json;
import skein.core.value.TextOrder;
import skein.core.value.Value;

/// Writes a body as JSON, keys in the order of the format. The tips in `over` and `absorbed` must
/// be such that each is the highest dot named of its branch ([Naming] makes them so).
public final class BodyWriter {
  private final List<Dot> tips;

  private BodyWriter(SortedSet<Dot> tips) {
    this.tips = List.copyOf(tips);
  }

  public static Bytes write(Body body) {
    SortedSet<Dot> tips = new TreeSet<>();
    for (Change change : body.changes()) {
      Naming.forEachSeen(change, seen -> tips.add(seen.tip()));
    }
    return Bytes.of(Json.write(new BodyWriter(tips).body(body)));
  }

  private Value body(Body body) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("v", Value.of(1L));
    fields.put("time", Value.of(body.time().toString()));
    fields.put("author", Value.of(body.author()));
    if (body.note() != null) {
      fields.put("note", Value.of(body.note()));
    }
    if (!tips.isEmpty()) {
      fields.put("of", Value.of(tips.stream().map(BodyWriter::tip).toList()));
    }
    Body.Undone undone = body.undone();
    if (undone != null) {
      fields.put(
          "undo", Value.of(List.of(Value.of(undone.replica().toString()), Value.of(undone.seq()))));
    }
    if (body.retires()) {
      fields.put("retire", Value.of(true));
    }
    fields.put("changes", Value.of(body.changes().stream().map(this::change).toList()));
    return Value.of(fields);
  }

  private static Value tip(Dot dot) {
    return Value.of(
        List.of(
            Value.of(dot.replica().toString()),
            Value.of(dot.seq()),
            Value.of(dot.mark().toString())));
  }

  private Value change(Change change) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("op", Value.of(change.op().name().toLowerCase(Locale.ROOT)));
    fields.put("type", Value.of(change.key().type()));
    fields.put("id", Value.of(change.key().id()));
    Sections sections = new Sections();
    for (Write write : change.writes()) {
      section(sections, write);
    }
    change
        .released()
        .forEach((name, dots) -> sections.over(name, ChangeReader.ALL_ELEMENTS, dots(dots)));
    sections.putInto(fields);
    return Value.of(fields);
  }

  private void section(Sections sections, Write write) {
    String property = write.register().property();
    Value value = write.values().getFirst();
    switch (write.register()) {
      case Register.Presence presence when write.isReopening() ->
          sections.in("reopen").put(property, Value.of(write.values()));
      case Register.Presence presence -> {}
      case Register.Plain plain ->
          sections
              .in(write.isReopening() ? "reopen" : "set")
              .put(property, write.isReopening() ? Value.of(write.values()) : value);
      case Register.Total total -> sections.in("add").put(property, value);
      case Register.Element element ->
          sections.element(value.equals(Value.of(true)) ? "put" : "drop", element);
    }
    String name =
        write.register() instanceof Register.Element
            ? ChangeReader.ELEMENT + write.register().element()
            : "";
    if (!write.absorbed().isEmpty()) {
      sections.in("absorbed").put(property, absorbed(write.absorbed()));
    }
    if (!write.over().isEmpty()) {
      sections.over(property, name, dots(write.over()));
    }
    if (!write.was().isEmpty()) {
      sections.was(property, name, hashes(write.was()));
    }
  }

  private Value absorbed(List<Absorbed> absorbed) {
    List<Value> items = new ArrayList<>();
    for (Absorbed one : absorbed.stream().sorted().toList()) {
      items.add(
          Value.of(List.of(index(one.seen()), Value.of(one.seen().seq()), Value.of(one.total()))));
    }
    return Value.of(items);
  }

  private Value dots(List<Seen> seen) {
    return Value.of(
        seen.stream()
            .sorted()
            .map(one -> Value.of(List.of(index(one), Value.of(one.seq()))))
            .toList());
  }

  private Value index(Seen seen) {
    return Value.of((long) tips.indexOf(seen.tip()));
  }

  private static Value hashes(List<ValueHash> hashes) {
    return Value.of(hashes.stream().map(hash -> Value.of(hash.text())).toList());
  }

  /// The parts of one change, collected register by register.
  private static final class Sections {
    private static final List<String> ORDER =
        List.of("set", "add", "absorbed", "put", "drop", "reopen");
    private final Map<String, SequencedMap<String, Value>> sections = new TreeMap<>();
    private final Map<String, Map<String, SortedSet<String>>> elements = new TreeMap<>();
    private final Map<String, SequencedMap<String, Value>> over = new LinkedHashMap<>();
    private final Map<String, SequencedMap<String, Value>> was = new LinkedHashMap<>();

    SequencedMap<String, Value> in(String section) {
      return sections.computeIfAbsent(section, key -> new LinkedHashMap<>());
    }

    void element(String section, Register.Element element) {
      elements
          .computeIfAbsent(section, key -> new LinkedHashMap<>())
          .computeIfAbsent(element.property(), key -> new TreeSet<>(TextOrder.BY_BYTES))
          .add(element.element());
    }

    void over(String property, String name, Value dots) {
      over.computeIfAbsent(property, key -> new LinkedHashMap<>()).put(name, dots);
    }

    void was(String property, String name, Value hashes) {
      was.computeIfAbsent(property, key -> new LinkedHashMap<>()).put(name, hashes);
    }

    void putInto(SequencedMap<String, Value> fields) {
      elements.forEach(
          (section, properties) ->
              properties.forEach((property, texts) -> in(section).put(property, list(texts))));
      for (String section : ORDER) {
        SequencedMap<String, Value> members = sections.get(section);
        if (members != null) {
          fields.put(section, Value.of(members));
        }
      }
      putNamed(fields, "over", over);
      putNamed(fields, "was", was);
    }

    private static Value list(SortedSet<String> texts) {
      return Value.of(texts.stream().map(Value::of).toList());
    }

    private static void putNamed(
        SequencedMap<String, Value> fields,
        String key,
        Map<String, SequencedMap<String, Value>> named) {
      if (named.isEmpty()) {
        return;
      }
      SequencedMap<String, Value> members = new LinkedHashMap<>();
      named.forEach(
          (property, registers) -> {
            Value plain = registers.get("");
            members.put(
                property, plain != null && registers.size() == 1 ? plain : Value.of(registers));
          });
      fields.put(key, Value.of(members));
    }
  }
}
