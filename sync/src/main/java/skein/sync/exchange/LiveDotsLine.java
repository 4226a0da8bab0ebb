package skein.sync.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import skein.core.record.Dot;
import skein.core.record.RecordKey;
import skein.core.record.Register;
import skein.core.replica.LiveDots;
import skein.core.value.Json;
import skein.core.value.NotStrict;
import skein.core.value.Value;

/// The live dots of a record as a line of strict JSON: its dots once, then for each register, named
/// as in a body, which of them stand there.
final class LiveDotsLine {
  private static final String PLAIN = "";
  private static final String ELEMENT = "=";

  private LiveDotsLine() {}

  static byte[] write(LiveDots record) {
    List<Dot> dots =
        record.live().values().stream().flatMap(List::stream).distinct().sorted().toList();
    SequencedMap<String, SequencedMap<String, Value>> live = new LinkedHashMap<>();
    record
        .live()
        .forEach(
            (register, standing) ->
                live.computeIfAbsent(register.property(), property -> new LinkedHashMap<>())
                    .put(name(register), indexes(standing, dots)));
    SequencedMap<String, Value> members = new LinkedHashMap<>();
    live.forEach((property, registers) -> members.put(property, Value.of(registers)));
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("type", Value.of(record.key().type()));
    fields.put("id", Value.of(record.key().id()));
    fields.put("dots", Encoding.heads(dots));
    fields.put("live", Value.of(members));
    return Json.write(Value.of(fields));
  }

  private static String name(Register register) {
    return register instanceof Register.Element(String property, String element)
        ? ELEMENT + element
        : PLAIN;
  }

  private static Value indexes(List<Dot> standing, List<Dot> dots) {
    return Value.of(standing.stream().map(dot -> Value.of((long) dots.indexOf(dot))).toList());
  }

  /// Reads one, without its line feed; `IllegalArgumentException` says what is wrong.
  static LiveDots read(byte[] line) throws NotStrict {
    Fields fields = Fields.of(Json.parse(line));
    fields.onlyKeys(Set.of("type", "id", "dots", "live"));
    List<Dot> dots = Fields.items("dots", fields.value("dots")).stream().map(Fields::head).toList();
    SortedMap<Register, List<Dot>> live = new TreeMap<>();
    for (var property : Fields.of(fields.value("live")).object().fields().entrySet()) {
      for (var register : Fields.of(property.getValue()).object().fields().entrySet()) {
        live.put(register(property.getKey(), register.getKey()), named(register.getValue(), dots));
      }
    }
    return new LiveDots(new RecordKey(fields.text("type"), fields.text("id")), live);
  }

  private static Register register(String property, String name) {
    if (property.equals(Register.DELETED)) {
      return Register.Presence.ONLY;
    }
    return name.startsWith(ELEMENT)
        ? new Register.Element(property, name.substring(ELEMENT.length()))
        : new Register.Plain(property);
  }

  private static List<Dot> named(Value indexes, List<Dot> dots) {
    List<Dot> named = new ArrayList<>();
    for (Value index : Fields.items("live", indexes)) {
      named.add(dots.get(Fields.small("index of a dot", index, dots.size() - 1)));
    }
    return named;
  }
}
