package skein.store.sqlite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import skein.core.history.Chain;
import skein.core.history.Grant;
import skein.core.record.LiveRecord;
import skein.core.record.RecordKey;
import skein.core.replica.Branch;
import skein.core.replica.Identity;
import skein.core.replica.Origin;
import skein.core.replica.Retention;
import skein.core.replica.StoredBody;
import skein.core.replica.StoredChangeset;
import skein.core.replica.StoredRecord;
import skein.core.replica.Writing;
import skein.core.value.Bytes;
import skein.core.value.TextOrder;

/// One transaction. Collects rows and writes them in batches: when there are many, before a read
/// that needs the tables, and at the end ([#finish]). Reads its own writes. Confined.
///
/// A batch of many rows is written on a thread of its own, while the transaction goes on with the
/// next; whoever needs the tables waits for it.
final class LogWriting implements Writing {
  /// How many rows are collected before they are written.
  private static final int MOST_LINES = 1_000;

  private static final int MOST_RECORDS = 128;
  private static final int MOST_BYTES = 4 << 20;
  private static final int MOST_KNOWN = 4_096;

  private final Link link;
  private final LogReading tables;
  private final Behind behind = new Behind();
  private final Map<RecordKey, Optional<StoredRecord>> known = new HashMap<>();
  private final Map<String, Long> types = new HashMap<>();
  private final Map<String, String> highestNames = new HashMap<>();
  private final Map<RecordKey, StoredRecord> changed = new LinkedHashMap<>();
  private final Map<RecordKey, Birth> born = new HashMap<>();
  private final List<@Nullable Object[]> touches = new ArrayList<>();
  private final SequencedMap<Place, StoredChangeset> appended = new LinkedHashMap<>();
  private final Set<Integer> moved = new HashSet<>();
  private @Nullable NavigableMap<Integer, Branch> branches;
  private int pendingBytes;
  private final Last begun;
  private boolean hasNewIdentity;
  private boolean hasReplaced;
  private long lastNumber;
  private long lastId;
  private long lastOrder;

  private record Place(int branch, long seq) {}

  /// Of a record that the tables do not have yet: the number of its type, and its first changeset.
  private record Birth(long type, long number) {}

  /// Rows that are to be written together.
  private record Rows(
      List<StoredChangeset> lines,
      List<StoredRecord> records,
      Map<RecordKey, Birth> born,
      List<@Nullable Object[]> touches) {}

  /// The last numbers given out.
  private record Last(long number, long localId, long order) {}

  LogWriting(Link link, LogReading tables) {
    this.link = link;
    this.tables = tables;
    Last last =
        link.one(
                """
                SELECT (SELECT max(number) FROM changeset), (SELECT max(id) FROM record),
                  (SELECT max(ord) FROM record)
                """,
                row -> new Last(row.getLong(1), row.getLong(2), row.getLong(3)))
            .orElseThrow();
    this.begun = last;
    this.lastNumber = last.number();
    this.lastId = last.localId();
    this.lastOrder = last.order();
  }

  /// Writes all that is still to be written.
  void finish() {
    flush();
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (int id : moved) {
      Branch branch = held().getOrDefault(id, null);
      if (branch != null) {
        Chain head = branch.head();
        rows.add(new Object[] {head.seq(), head.hash().toArray(), branch.headMillis(), id});
      }
    }
    link.batch("UPDATE branch SET head = ?, hash = ?, millis = ? WHERE id = ?", rows);
    moved.clear();
  }

  /// Waits until nothing of this transaction uses the connection any more, whatever became of it.
  void settle() {
    behind.settle();
  }

  private void flush() {
    Rows rows = taken();
    behind.await();
    write(rows);
  }

  /// Begins to write what there is, but the last line, which may still get its signature.
  private void flushBehind() {
    Map.Entry<Place, StoredChangeset> last = appended.pollLastEntry();
    Rows rows = taken();
    if (last != null) {
      appended.put(last.getKey(), last.getValue());
      pendingBytes = BodyColumns.length(last.getValue().body());
    }
    behind.begin(() -> write(rows));
  }

  private Rows taken() {
    Rows rows =
        new Rows(
            List.copyOf(appended.values()),
            List.copyOf(changed.values()),
            Map.copyOf(born),
            List.copyOf(touches));
    appended.clear();
    pendingBytes = 0;
    changed.clear();
    born.clear();
    touches.clear();
    if (known.size() >= MOST_KNOWN) {
      known.clear();
    }
    return rows;
  }

  private void write(Rows rows) {
    writeLines(rows.lines());
    List<@Nullable Object[]> inserts = new ArrayList<>();
    List<@Nullable Object[]> updates = new ArrayList<>();
    for (StoredRecord stored : rows.records()) {
      RecordKey key = stored.key();
      Birth birth = rows.born().get(key);
      byte[] live = LiveCodec.write(stored.live());
      int several = stored.live().hasSeveral() ? 1 : 0;
      if (birth == null) {
        updates.add(new Object[] {stored.order(), several, live, stored.localId()});
      } else {
        inserts.add(
            new Object[] {
              stored.localId(),
              birth.type(),
              key.id(),
              birth.number(),
              stored.order(),
              several,
              live
            });
      }
    }
    // Updates first: they free orders, never take one that still stands.
    link.batch("UPDATE record SET ord = ?, several = ?, live = ? WHERE id = ?", updates);
    link.batch(
        "INSERT INTO record (id, type, name, born, ord, several, live) VALUES (?,?,?,?,?,?,?)",
        inserts);
    link.batch("INSERT OR IGNORE INTO record_changeset VALUES (?, ?)", rows.touches());
  }

  private void writeLines(List<StoredChangeset> lines) {
    List<@Nullable Object[]> rows = new ArrayList<>(lines.size());
    for (StoredChangeset one : lines) {
      Bytes signature = one.signature();
      rows.add(
          new @Nullable Object[] {
            one.number(),
            one.branch(),
            one.place().seq(),
            one.place().hash().toArray(),
            signature == null ? null : signature.toArray(),
            one.voidReason(),
            BodyColumns.bytes(one.body()),
            BodyColumns.withheld(one.body())
          });
    }
    link.batch(
        "INSERT INTO changeset (number, branch, seq, hash, signature, void_reason, body, withheld)"
            + " VALUES (?,?,?,?,?,?,?,?)",
        rows);
  }

  /// The tables without what is still to be written.
  private LogReading tables() {
    behind.await();
    return tables;
  }

  private Link link() {
    behind.await();
    return link;
  }

  private LogReading written() {
    flush();
    return tables;
  }

  @Override
  public Bytes charter() {
    return tables().charter();
  }

  @Override
  public Identity identity() {
    return tables().identity();
  }

  @Override
  public String epoch() {
    return tables().epoch();
  }

  @Override
  public Retention retention() {
    return tables().retention();
  }

  @Override
  public void retention(Retention retention) {
    link().run("UPDATE space SET retention = ?", retention.millis());
    hasReplaced = true;
  }

  @Override
  public List<Branch> branches() {
    return List.copyOf(held().values());
  }

  private NavigableMap<Integer, Branch> held() {
    NavigableMap<Integer, Branch> held = branches;
    if (held == null) {
      held = new TreeMap<>();
      for (Branch branch : tables().branches()) {
        held.put(branch.id(), branch);
      }
      branches = held;
    }
    return held;
  }

  @Override
  public Optional<Origin> origin(int branch) {
    return tables().origin(branch);
  }

  @Override
  public Optional<StoredChangeset> changeset(int branch, long seq) {
    StoredChangeset pending = appended.get(new Place(branch, seq));
    return pending == null ? tables().changeset(branch, seq) : Optional.of(pending);
  }

  @Override
  public List<StoredChangeset> log(long afterNumber, int limit) {
    return written().log(afterNumber, limit);
  }

  @Override
  public List<StoredChangeset> gaps(long afterNumber, int limit) {
    return written().gaps(afterNumber, limit);
  }

  @Override
  public boolean hasPurged() {
    return written().hasPurged();
  }

  @Override
  public Optional<StoredRecord> record(RecordKey key) {
    Optional<StoredRecord> found = known.get(key);
    if (found == null) {
      if (known.size() >= MOST_KNOWN) {
        flushBehind();
      }
      found = isBeyondAll(key) ? Optional.empty() : tables().record(key);
      known.put(key, found);
    }
    return found;
  }

  /// True if no record of its type has a name this high: ids made in the order of time, as most
  /// are, need not be looked for.
  private boolean isBeyondAll(RecordKey key) {
    String highest = highestNames.computeIfAbsent(key.type(), type -> tables().highestName(type));
    return TextOrder.BY_BYTES.compare(key.id(), highest) > 0;
  }

  @Override
  public Optional<StoredRecord> record(long localId) {
    return written().record(localId);
  }

  @Override
  public List<StoredChangeset> history(StoredRecord record, long after) {
    return written().history(record, after);
  }

  @Override
  public List<StoredRecord> scan(String type, long afterLocalId, int limit) {
    return written().scan(type, afterLocalId, limit);
  }

  @Override
  public List<StoredRecord> several(long afterLocalId, int limit) {
    return written().several(afterLocalId, limit);
  }

  @Override
  public List<StoredRecord> since(long order, int limit) {
    return written().since(order, limit);
  }

  @Override
  public List<String> types() {
    return written().types();
  }

  @Override
  public void identity(Identity identity) {
    Origin origin = identity.origin();
    hasNewIdentity = true;
    link()
        .run(
            "UPDATE space SET replica = ?, key = ?, grant_json = ?, secret = ?",
            origin.replica().bytes(),
            origin.key().toArray(),
            grant(origin),
            identity.secret().toArray());
  }

  static byte @Nullable [] grant(Origin origin) {
    Grant grant = origin.grant();
    return grant == null ? null : grant.json().toArray();
  }

  @Override
  public Branch addRoot(Origin origin, Chain start) {
    return add(0, start, origin.key().toArray(), grant(origin));
  }

  @Override
  public Branch addBranch(Branch parent, Chain start) {
    return add(parent.id(), start, null, null);
  }

  private Branch add(int parent, Chain start, byte @Nullable [] key, byte @Nullable [] grant) {
    int id = held().isEmpty() ? 1 : held().lastKey() + 1;
    Branch branch = new Branch(id, parent, start.seq() + 1, start, 0);
    link()
        .run(
            "INSERT INTO branch (id, parent, replica, first, head, hash, millis, key, grant_json)"
                + " VALUES (?,?,?,?,?,?,?,?,?)",
            id,
            parent,
            branch.replica().bytes(),
            branch.from(),
            start.seq(),
            start.hash().toArray(),
            0L,
            key,
            grant);
    held().put(id, branch);
    return branch;
  }

  @Override
  public StoredChangeset append(Branch extended, StoredBody body, @Nullable String voidReason) {
    if (appended.size() >= MOST_LINES || pendingBytes + BodyColumns.length(body) > MOST_BYTES) {
      flushBehind();
    }
    requireSoundEnd(extended.id());
    Chain head = extended.head();
    StoredChangeset stored =
        new StoredChangeset(++lastNumber, extended.id(), head, body, null, voidReason);
    held().put(extended.id(), extended);
    moved.add(extended.id());
    appended.put(new Place(extended.id(), head.seq()), stored);
    pendingBytes += BodyColumns.length(body);
    return stored;
  }

  /// Nothing is put on top of a damaged line: it would be wrong for ever.
  private void requireSoundEnd(int branch) {
    Branch before = moved.contains(branch) ? null : held().getOrDefault(branch, null);
    if (before != null && before.head().seq() >= before.from()) {
      Bytes hash = tables.hash(branch, before.head().seq());
      if (!hash.equals(before.head().hash())) {
        throw tables.damaged("the end of branch " + branch + " and its last line differ");
      }
    }
  }

  /// True if this transaction leaves anything behind.
  boolean hasChanged() {
    return hasNewIdentity
        || hasReplaced
        || lastNumber > begun.number()
        || lastOrder > begun.order();
  }

  /// The number of the last changeset; 0 if there is none.
  long lastNumber() {
    return lastNumber;
  }

  @Override
  public void sign(StoredChangeset changeset, Bytes signature) {
    Place place = new Place(changeset.branch(), changeset.place().seq());
    if (appended.replace(place, changeset.signedWith(signature)) == null) {
      link()
          .run(
              "UPDATE changeset SET signature = ? WHERE number = ?",
              signature.toArray(),
              changeset.number());
    }
  }

  @Override
  public void replace(StoredChangeset changeset, StoredBody body, @Nullable String voidReason) {
    flush();
    link()
        .run(
            "UPDATE changeset SET body = ?, withheld = ?, void_reason = ? WHERE number = ?",
            BodyColumns.bytes(body),
            BodyColumns.withheld(body),
            voidReason,
            changeset.number());
    hasReplaced = true;
  }

  @Override
  public void touch(StoredRecord stored, long number) {
    touches.add(new Object[] {stored.localId(), number});
  }

  @Override
  public StoredRecord insert(RecordKey key, LiveRecord live, long number) {
    long type = types.computeIfAbsent(key.type(), this::numbered);
    StoredRecord stored = put(new StoredRecord(++lastId, key, live, 0));
    born.put(key, new Birth(type, number));
    highestNames.computeIfPresent(
        key.type(), (of, name) -> TextOrder.BY_BYTES.compare(key.id(), name) > 0 ? key.id() : name);
    return stored;
  }

  private long numbered(String type) {
    long number = link().typeId(type);
    return number == 0 ? link.addType(type) : number;
  }

  @Override
  public StoredRecord update(StoredRecord before, LiveRecord live, long number) {
    StoredRecord stored = put(new StoredRecord(before.localId(), before.key(), live, 0));
    Birth birth = born.get(before.key());
    if (birth == null || birth.number() != number) {
      touches.add(new Object[] {before.localId(), number});
    }
    return stored;
  }

  @Override
  public void reorder(StoredRecord stored) {
    put(stored);
  }

  private StoredRecord put(StoredRecord record) {
    if (changed.size() >= MOST_RECORDS) {
      flushBehind();
    }
    StoredRecord stored =
        new StoredRecord(record.localId(), record.key(), record.live(), ++lastOrder);
    changed.put(stored.key(), stored);
    known.put(stored.key(), Optional.of(stored));
    return stored;
  }
}
