package skein.server.page;

import java.util.List;
import skein.core.record.RecordKey;
import skein.core.replica.Assign;
import skein.core.replica.Draft;
import skein.core.replica.Edit;
import skein.core.replica.Outcome;
import skein.core.value.Value;
import skein.server.world.FakeSpace;

/// Short ways to write to a replica in memory.
record SampleSpace(FakeSpace space) {
  /// Makes a record. `fields`: names and values in turn.
  void create(String author, RecordKey key, Object... fields) {
    commit(author, new Edit.Create(key, assigns(fields)));
  }

  void update(String author, RecordKey key, Object... fields) {
    commit(author, Edit.Update.of(key, assigns(fields)));
  }

  void delete(String author, RecordKey key) {
    commit(author, Edit.Delete.of(key));
  }

  void commit(String author, Edit edit) {
    Outcome outcome = space.replica().commit(Draft.of(author, edit));
    if (!(outcome instanceof Outcome.Committed)) {
      throw new IllegalStateException(edit + " came to " + outcome);
    }
  }

  private static List<Assign> assigns(Object... fields) {
    Assign[] assigns = new Assign[fields.length / 2];
    for (int i = 0; i < assigns.length; i++) {
      assigns[i] = new Assign.Set(String.valueOf(fields[2 * i]), value(fields[2 * i + 1]));
    }
    return List.of(assigns);
  }

  private static Value value(Object plain) {
    return switch (plain) {
      case Value value -> value;
      case Integer number -> Value.of(number);
      case Boolean answer -> Value.of(answer);
      default -> Value.of(plain.toString());
    };
  }

  /// Both take in whatever the other has written itself.
  void meet(SampleSpace other) {
    space.take(other.space);
    other.space.take(space);
  }
}
