package skein.app.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import skein.app.csv.Row;
import skein.core.record.RecordKey;
import skein.core.replica.Assign;
import skein.core.replica.Draft;
import skein.core.replica.Edit;
import skein.core.replica.Found;
import skein.core.replica.Outcome;
import skein.core.replica.Replica;
import skein.core.replica.Snapshot;
import skein.core.schema.TypeSchema;
import skein.core.value.Value;

/// Carries the rows of a file into records, a changeset for each batch of rows. A row whose record
/// stands already as the row says writes nothing, so that an import can be run again, also after
/// one that was cut off. A record that was deleted here stays deleted.
///
/// Rows are read one after the other; kept in memory is one batch, and every id with its line, to
/// find ids that stand twice. Used once, by one thread.
public final class Intake {
  /// The most bytes of cells in one changeset: what they come to in a body stays below its limit.
  private static final int MOST_BATCH_CHARACTERS = 150_000;

  private final Replica replica;
  private final Order order;
  private final Listener listener;
  private final Map<RecordKey, Long> lines = new HashMap<>();
  private final List<Item.Good> batch = new ArrayList<>();
  private long batchCharacters;
  private Tally tally = Tally.NONE;

  /// How to import. `batchRows`: most rows in a changeset, at least 1.
  public record Order(int batchRows, String author, String note) {
    public Order {
      if (batchRows < 1 || batchRows > 10_000) {
        throw new IllegalArgumentException("a batch has 1 to 10000 rows, not " + batchRows);
      }
    }
  }

  /// Who wants to know how it goes.
  public interface Listener {
    /// A row was left out, and why.
    void refused(Row.Bad row);

    /// A batch was written.
    void progress(Tally soFar);
  }

  /// One import into this replica.
  public Intake(Replica replica, Order order, Listener listener) {
    this.replica = replica;
    this.order = order;
    this.listener = listener;
  }

  /// Imports all rows.
  public Tally run(Iterator<Item> rows) {
    while (rows.hasNext()) {
      switch (rows.next()) {
        case Item.Good good -> take(good);
        case Item.Bad bad -> refuse(bad.fault());
      }
      if (batch.size() >= order.batchRows() || batchCharacters >= MOST_BATCH_CHARACTERS) {
        flush();
      }
    }
    flush();
    return tally;
  }

  private void refuse(Row.Bad bad) {
    listener.refused(bad);
    tally = tally.plus(new Tally(1, 0, 0, 0, 0, 1, 0));
  }

  private void take(Item.Good row) {
    Long first = lines.putIfAbsent(row.key(), row.line());
    if (first != null) {
      String id = row.key().id();
      refuse(bad(row.line(), "the id '" + id + "' stands on line " + first + " already"));
      return;
    }
    batch.add(row);
    batchCharacters += row.characters();
  }

  private static Row.Bad bad(long line, String reason) {
    return new Row.Bad(line, 1, -1, reason);
  }

  private void flush() {
    if (batch.isEmpty()) {
      return;
    }
    List<Item.Good> changed = new ArrayList<>();
    List<Edit> edits = new ArrayList<>();
    replica.read(snapshot -> compare(snapshot, changed, edits));
    if (!edits.isEmpty()) {
      commit(changed, edits);
    }
    batch.clear();
    batchCharacters = 0;
    listener.progress(tally);
  }

  /// Finds the rows of the batch that say something else than what stands.
  private Tally compare(Snapshot snapshot, List<Item.Good> changed, List<Edit> edits) {
    for (Item.Good taken : batch) {
      Optional<Found> found = snapshot.record(taken.key());
      if (found.isPresent() && !found.get().view().exists()) {
        tally = tally.plus(new Tally(1, 0, 0, 0, 1, 0, 0));
        continue;
      }
      List<Assign> assigns = assigns(taken, snapshot.schema(taken.key().type()), found);
      if (found.isPresent() && assigns.isEmpty()) {
        tally = tally.plus(new Tally(1, 0, 0, 1, 0, 0, 0));
        continue;
      }
      changed.add(taken);
      edits.add(
          found.isPresent()
              ? Edit.Update.of(taken.key(), assigns)
              : new Edit.Create(taken.key(), assigns));
    }
    return tally;
  }

  private static List<Assign> assigns(Item.Good taken, TypeSchema schema, Optional<Found> found) {
    List<Assign> assigns = new ArrayList<>();
    taken
        .content()
        .values(schema)
        .forEach(
            (property, value) -> {
              Value before =
                  found.map(there -> there.view().value(property)).orElse(Value.Null.ONLY);
              if (!value.equals(before)) {
                assigns.add(new Assign.Set(property, value));
              }
            });
    return assigns;
  }

  private void commit(List<Item.Good> changed, List<Edit> edits) {
    switch (replica.commit(draft(edits))) {
      case Outcome.Committed committed -> count(edits, Set.copyOf(committed.changed()), 1);
      case Outcome.Unchanged unchanged -> count(edits, Set.of(), 0);
      case Outcome.Refused refused when edits.size() == 1 ->
          refuse(bad(changed.getFirst().line(), String.join("; ", refused.reasons())));
      case Outcome.Refused refused -> {
        int half = edits.size() / 2;
        commit(changed.subList(0, half), edits.subList(0, half));
        commit(changed.subList(half, edits.size()), edits.subList(half, edits.size()));
      }
    }
  }

  private Draft draft(List<Edit> edits) {
    return new Draft(order.author(), order.note(), edits, null, false);
  }

  private void count(List<Edit> edits, Set<RecordKey> written, long changesets) {
    long created = 0;
    long updated = 0;
    Set<RecordKey> left = new HashSet<>(written);
    for (Edit edit : edits) {
      if (left.remove(edit.key())) {
        created += edit instanceof Edit.Create ? 1 : 0;
        updated += edit instanceof Edit.Create ? 0 : 1;
      }
    }
    long unchanged = edits.size() - created - updated;
    tally = tally.plus(new Tally(edits.size(), created, updated, unchanged, 0, 0, changesets));
  }
}
