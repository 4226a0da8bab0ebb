package skein.core.replica;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Consumer;
import skein.core.history.Frontier;
import skein.core.merge.RecordView;
import skein.core.query.Query;
import skein.core.record.Change;
import skein.core.record.Dot;
import skein.core.record.LiveRecord;
import skein.core.record.RecordKey;
import skein.core.schema.TypeSchema;
import skein.core.value.ReplicaId;

/// One consistent view of a replica. Confined to the reading it was made for.
public final class Snapshot {
  private static final int PAGE = 256;
  private final Reading reading;
  private final Chains chains;
  private final Schemas schemas;

  Snapshot(Reading reading) {
    this.reading = reading;
    this.chains = new Chains(reading);
    this.schemas = new Schemas(reading, chains);
  }

  public Reading reading() {
    return reading;
  }

  public Frontier frontier() {
    return chains.frontier();
  }

  /// True if this changeset has been integrated here.
  public boolean has(Dot dot) {
    return chains.has(dot);
  }

  /// Places of a replica's chains, at doubling distances before each head, by which another finds
  /// the last one that both have. Sorted; empty for an unknown replica.
  public List<Dot> points(ReplicaId replica) {
    return chains.points(replica);
  }

  /// The number of the last line of the local log; 0 if it is empty.
  public long lastNumber() {
    return reading.branches().stream()
        .filter(branch -> branch.head().seq() >= branch.from())
        .flatMap(branch -> reading.changeset(branch.id(), branch.head().seq()).stream())
        .mapToLong(StoredChangeset::number)
        .max()
        .orElse(0);
  }

  public TypeSchema schema(String type) {
    return schemas.of(type);
  }

  public Optional<Found> record(RecordKey key) {
    return reading.record(key).map(this::found);
  }

  public Optional<Found> record(long localId) {
    return reading.record(localId).map(this::found);
  }

  private Found found(StoredRecord stored) {
    RecordView view = view(stored.key(), stored.live());
    return new Found(
        stored.localId(),
        stored.order(),
        view,
        stored.live(),
        schemas.of(stored.key().type()).flags(view, this::exists));
  }

  private RecordView view(RecordKey key, LiveRecord live) {
    return RecordView.of(key, live, schemas.of(key.type())::policy, chains);
  }

  private boolean exists(String type, String id) {
    RecordKey key = new RecordKey(type, id);
    return reading.record(key).map(stored -> view(key, stored.live()).exists()).orElse(false);
  }

  /// The records that a query asks for, in its order.
  public List<Found> search(Query query) {
    return query.sort() == null ? firstFound(query) : bestFound(query);
  }

  private List<Found> firstFound(Query query) {
    List<Found> found = new ArrayList<>();
    long after = query.after();
    for (var page = reading.scan(query.type(), after, PAGE);
        !page.isEmpty();
        page = reading.scan(query.type(), after, PAGE)) {
      for (StoredRecord stored : page) {
        after = stored.localId();
        if (query.test(view(stored.key(), stored.live()))) {
          found.add(found(stored));
          if (found.size() == query.limit()) {
            return found;
          }
        }
      }
    }
    return found;
  }

  private List<Found> bestFound(Query query) {
    Comparator<Found> order =
        Comparator.comparing(Found::view, query.order()).thenComparingLong(Found::localId);
    PriorityQueue<Found> best = new PriorityQueue<>(order.reversed());
    forEach(
        query.type(),
        found -> {
          if (query.test(found.view())) {
            best.add(found);
            if (best.size() > query.limit()) {
              best.poll();
            }
          }
        });
    return best.stream().sorted(order).toList();
  }

  /// Calls `action` with every record of a type, deleted ones too, by local id.
  public void forEach(String type, Consumer<Found> action) {
    long after = 0;
    for (var page = reading.scan(type, after, PAGE);
        !page.isEmpty();
        page = reading.scan(type, after, PAGE)) {
      page.forEach(stored -> action.accept(found(stored)));
      after = page.getLast().localId();
    }
  }

  /// The records with an open conflict, by local id.
  public List<Found> conflicts() {
    List<Found> open = new ArrayList<>();
    long after = 0;
    for (var page = reading.several(after, PAGE);
        !page.isEmpty();
        page = reading.several(after, PAGE)) {
      page.stream().map(this::found).filter(found -> found.view().isOpen()).forEach(open::add);
      after = page.getLast().localId();
    }
    return open;
  }

  /// Records whose view may have changed since `order`, by order.
  public List<Found> since(long order, int limit) {
    return reading.since(order, limit).stream().map(this::found).toList();
  }

  /// The local log after `number`.
  public List<LogEntry> log(long afterNumber, int limit) {
    return reading.log(afterNumber, limit).stream().map(LogEntry::of).toList();
  }

  /// The changesets that touched a record, oldest first.
  public List<LogEntry> history(long localId) {
    return reading.record(localId).map(record -> reading.history(record, 0)).stream()
        .flatMap(List::stream)
        .map(LogEntry::of)
        .toList();
  }

  /// The record as it was when the local log ended at `number`, under today's policies; empty if it
  /// was not there yet.
  public Optional<RecordView> at(RecordKey key, long number) {
    return Optional.ofNullable(states(key).floorEntry(number))
        .map(state -> view(key, state.getValue()));
  }

  /// The live entries of a record as each changeset that touched it left them here, by the number
  /// of the changeset.
  public NavigableMap<Long, LiveRecord> states(RecordKey key) {
    NavigableMap<Long, LiveRecord> states = new TreeMap<>();
    LiveRecord live = LiveRecord.EMPTY;
    Optional<Long> localId = reading.record(key).map(StoredRecord::localId);
    for (LogEntry entry : localId.map(this::history).orElse(List.of())) {
      var body = entry.body();
      if (body != null) {
        for (Change change : body.changes()) {
          if (change.key().equals(key)) {
            live = live.after(change, entry.stored().dot(), body.time(), chains);
            states.put(entry.stored().number(), live);
          }
        }
      }
    }
    return states;
  }
}
