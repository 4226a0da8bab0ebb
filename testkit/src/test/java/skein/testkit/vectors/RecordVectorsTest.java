package skein.testkit.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import skein.core.history.Line;
import skein.core.merge.RecordView;
import skein.core.merge.Standing;
import skein.core.record.Dot;
import skein.core.record.RecordKey;
import skein.core.replica.Found;
import skein.core.replica.LogEntry;
import skein.core.replica.Replica;
import skein.core.value.Bytes;
import skein.core.value.Value;

final class RecordVectorsTest {
  @TestFactory
  Stream<DynamicTest> everyOrderLeadsToTheSameRecord() {
    return Vectors.tests("records.json", RecordVectorsTest::check);
  }

  private static void check(Vectors.Case vector) {
    Map<String, Line> lines = new HashMap<>();
    ((Value.Obj) vector.at("lines"))
        .fields()
        .forEach(
            (name, line) ->
                lines.put(
                    name, Line.parse(Vectors.Case.text(line).getBytes(StandardCharsets.UTF_8))));
    for (Value order : vector.values("orders")) {
      List<String> names = new Vectors.Case(Value.of(wrapped(order))).texts("order");
      Replica replica = Receiver.of(vector.text("charter"), "2026-11-21T12:00:00Z");
      names.forEach(name -> replica.receive(List.of(line(lines, name))));
      check(vector, replica, names(replica, lines));
    }
  }

  private static SequencedMap<String, Value> wrapped(Value order) {
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("order", order);
    return fields;
  }

  private static Line line(Map<String, Line> lines, String name) {
    return java.util.Objects.requireNonNull(lines.get(name), name);
  }

  private static Map<Dot, String> names(Replica replica, Map<String, Line> lines) {
    Map<Bytes, String> byBody = new HashMap<>();
    lines.forEach((name, line) -> byBody.put(line.body(), name));
    Map<Dot, String> names = new HashMap<>();
    for (LogEntry entry : replica.read(snapshot -> snapshot.log(0, 1000))) {
      names.put(
          entry.stored().dot(), byBody.getOrDefault(entry.stored().bytes().orElseThrow(), "?"));
    }
    return names;
  }

  private static void check(Vectors.Case vector, Replica replica, Map<Dot, String> names) {
    List<String> record = vector.texts("record");
    RecordKey key = new RecordKey(record.get(0), record.get(1));
    Found found = replica.read(snapshot -> snapshot.record(key)).orElseThrow();
    assertThat(live(found, names)).isEqualTo(vector.at("live"));
    RecordView view = found.view();
    Vectors.Case expected = vector.in("view");
    assertThat(Value.of(new LinkedHashMap<>(view.values()))).isEqualTo(expected.at("values"));
    assertThat(view.exists()).isEqualTo(expected.bool("exists"));
    assertThat(view.isOpen()).isEqualTo(expected.bool("open"));
    SequencedMap<String, Value> standing = new LinkedHashMap<>();
    view.properties()
        .forEach(
            (name, property) -> {
              if (property.standing() != Standing.AGREED) {
                String word = property.standing().name().toLowerCase(Locale.ROOT);
                standing.put(name, Value.of(word));
              }
            });
    assertThat(Value.of(standing)).isEqualTo(expected.at("standing"));
  }

  private static Value live(Found found, Map<Dot, String> names) {
    SequencedMap<String, Value> live = new LinkedHashMap<>();
    found
        .live()
        .registers()
        .forEach(
            (register, entries) ->
                live.put(
                    Told.name(register),
                    Value.of(
                        entries.stream()
                            .map(
                                entry ->
                                    Value.of(
                                        List.of(
                                            Value.of(names.getOrDefault(entry.dot(), "?")),
                                            entry.value())))
                            .toList())));
    return Value.of(live);
  }
}
