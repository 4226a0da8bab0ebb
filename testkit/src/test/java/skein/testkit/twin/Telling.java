package skein.testkit.twin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import skein.core.history.Line;
import skein.core.merge.RecordView;
import skein.core.record.Entry;
import skein.core.record.Register;
import skein.core.record.ValueHash;
import skein.core.replica.Found;
import skein.core.replica.Replica;
import skein.core.replica.Wants;
import skein.core.value.Value;

/// Tells all of a replica: its log, and of each record the live entries and what a reader sees.
final class Telling {
  private static final int LINES = 1024;

  private Telling() {}

  static Value of(Replica replica, List<String> types) {
    List<Value> records = new ArrayList<>();
    replica.read(
        view -> {
          types.forEach(type -> view.forEach(type, found -> records.add(record(found))));
          return records;
        });
    return Fields.made("log", Fields.list(log(replica)), "records", Value.of(records));
  }

  private static List<String> log(Replica replica) {
    List<String> lines = new ArrayList<>();
    Wants wants = new Wants(Map.of(), Wants.Bodies.HERE);
    Replica.Page page = replica.lines(wants, Replica.Span.ALL, LINES);
    page.lines().forEach(line -> lines.add(text(line)));
    while (!page.last()) {
      page = replica.lines(wants, new Replica.Span(page.reached(), Long.MAX_VALUE), LINES);
      page.lines().forEach(line -> lines.add(text(line)));
    }
    return lines;
  }

  private static String text(Line line) {
    return new String(line.bytes(), StandardCharsets.UTF_8);
  }

  private static Value record(Found found) {
    SequencedMap<String, Value> live = new LinkedHashMap<>();
    found
        .live()
        .registers()
        .forEach(
            (register, entries) ->
                live.put(name(register), Value.of(entries.stream().map(Telling::entry).toList())));
    RecordView view = found.view();
    SequencedMap<String, Value> standing = new LinkedHashMap<>();
    view.properties()
        .forEach(
            (name, property) ->
                standing.put(name, Value.of(property.standing().name().toLowerCase(Locale.ROOT))));
    return Fields.made(
        "key", Value.of(view.key().toString()),
        "live", Value.of(live),
        "exists", Value.of(view.exists()),
        "contested", Value.of(view.presence().values().size() > 1),
        "values", Value.of(new LinkedHashMap<>(view.values())),
        "standing", Value.of(standing));
  }

  private static String name(Register register) {
    return switch (register) {
      case Register.Presence presence -> presence.property();
      case Register.Plain plain -> plain.property();
      case Register.Total total -> total.property() + "+";
      case Register.Element element -> element.property() + "=" + element.element();
    };
  }

  private static Value entry(Entry entry) {
    List<Value> absorbed =
        entry.absorbed().stream()
            .map(
                one ->
                    Value.of(
                        List.of(
                            Fields.dot(one.seen().tip()),
                            Value.of(one.seen().seq()),
                            Value.of(one.total()))))
            .map(Value.class::cast)
            .toList();
    return Value.of(
        List.of(
            Fields.dot(entry.dot()),
            Value.of(entry.time().toString()),
            entry.value(),
            Fields.list(entry.was().stream().map(ValueHash::text).toList()),
            Value.of(absorbed)));
  }
}
