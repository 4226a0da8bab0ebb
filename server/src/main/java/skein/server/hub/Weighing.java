package skein.server.hub;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import skein.core.history.BodyReader;
import skein.core.history.Line;
import skein.core.record.Change;
import skein.core.record.RecordKey;
import skein.core.record.Register;
import skein.core.record.Write;
import skein.core.replica.Found;
import skein.core.replica.Snapshot;
import skein.core.value.Value;
import skein.server.hosting.PersonalStore;

/// What lines would make of the objects of a store, if nothing else came between. Confined to one
/// reading.
final class Weighing {
  private final Snapshot view;
  private final PersonalStore store;
  private final Map<RecordKey, Weighed> touched = new HashMap<>();

  Weighing(Snapshot view, PersonalStore store) {
    this.view = view;
    this.store = store;
  }

  /// A record while lines are added. `before`: what it takes up without them.
  private static final class Weighed {
    final Usage.Size before;
    final SequencedMap<String, Value> values = new LinkedHashMap<>();
    boolean exists;

    Weighed(Usage.Size before) {
      this.before = before;
    }

    void write(Write write) {
      Value value = write.values().getLast();
      switch (write.register()) {
        case Register.Presence presence -> exists = write.values().contains(Value.of(false));
        case Register.Plain(String property) -> values.put(property, value);
        case Register.Total(String property) -> values.put(property, value);
        case Register.Element(String property, String element) ->
            values.put(property + " " + element, value);
      }
    }
  }

  void add(Line line) {
    if (BodyReader.read(line.body(), null) instanceof BodyReader.Result.Good(var body)) {
      body.changes().forEach(this::add);
    }
  }

  private void add(Change change) {
    if (ObjectShape.isObject(change.key())) {
      Weighed weighed = touched.computeIfAbsent(change.key(), this::stored);
      change.writes().forEach(weighed::write);
    }
  }

  private Weighed stored(RecordKey key) {
    Optional<Found> found = view.record(key);
    Weighed weighed =
        new Weighed(found.map(one -> Usage.size(one.view(), store)).orElse(Usage.Size.NONE));
    found.ifPresent(one -> weighed.values.putAll(one.view().values()));
    return weighed;
  }

  /// Why one of them can be in no store, a sentence; empty if all can.
  Optional<String> tooLarge(Limits limits) {
    return touched.values().stream()
        .filter(weighed -> weighed.exists)
        .flatMap(weighed -> weighed.values.values().stream())
        .flatMap(value -> store.blob(value).stream())
        .filter(blob -> blob.size() > limits.blobBytes())
        .findFirst()
        .map(blob -> "a blob has at most " + limits.blobBytes() + " bytes here");
  }

  /// What the records take up that are touched.
  Usage.Size before() {
    return touched.values().stream()
        .map(weighed -> weighed.before)
        .reduce(Usage.Size.NONE, Usage.Size::plus);
  }

  /// What they would take up afterwards.
  Usage.Size after() {
    return touched.values().stream()
        .filter(weighed -> weighed.exists)
        .map(weighed -> Usage.size(weighed.values, store))
        .reduce(Usage.Size.NONE, Usage.Size::plus);
  }
}
