package skein.store.sqlite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
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
import skein.core.replica.StoredChangeset;
import skein.core.replica.StoredRecord;
import skein.core.replica.Writing;
import skein.core.value.Bytes;

/// One transaction. Collects rows and writes them in batches: when there are many, before a read
/// that needs the tables, and at the end ([#finish]). Reads its own writes. Confined.
final class LogWriting implements Writing {
  private static final int MOST_ROWS = 1_000;
  private static final int MOST_BYTES = 4 << 20;
  private static final int MOST_KNOWN = 4_096;

  private final Link link;
  private final LogReading tables;
  private final Map<RecordKey, Optional<StoredRecord>> known = new HashMap<>();
  private final Map<RecordKey, StoredRecord> changed = new LinkedHashMap<>();
  private final Map<RecordKey, Long> born = new HashMap<>();
  private final List<@Nullable Object[]> touches = new ArrayList<>();
  private final Map<Place, StoredChangeset> appended = new LinkedHashMap<>();
  private final Set<Integer> moved = new HashSet<>();
  private @Nullable NavigableMap<Integer, Branch> branches;
  private int pendingBytes;
  private final Last begun;
  private boolean hasNewIdentity;
  private long lastNumber;
  private long lastId;
  private long lastOrder;

  private record Place(int branch, long seq) {}

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

  private void flush() {
    flushLog();
    List<@Nullable Object[]> inserts = new ArrayList<>();
    List<@Nullable Object[]> updates = new ArrayList<>();
    changed.forEach(
        (key, stored) -> {
          Long number = born.get(key);
          byte[] live = LiveCodec.write(stored.live());
          int several = stored.live().hasSeveral() ? 1 : 0;
          if (number == null) {
            updates.add(new Object[] {stored.order(), several, live, stored.localId()});
          } else {
            long type = link.typeId(key.type());
            inserts.add(
                new Object[] {
                  stored.localId(), type, key.id(), number, stored.order(), several, live
                });
          }
        });
    // Updates first: they free orders, never take one that still stands.
    link.batch("UPDATE record SET ord = ?, several = ?, live = ? WHERE id = ?", updates);
    link.batch(
        "INSERT INTO record (id, type, name, born, ord, several, live) VALUES (?,?,?,?,?,?,?)",
        inserts);
    link.batch("INSERT OR IGNORE INTO record_changeset VALUES (?, ?)", touches);
    changed.clear();
    born.clear();
    touches.clear();
    if (known.size() >= MOST_KNOWN) {
      known.clear();
    }
  }

  private void flushLog() {
    List<@Nullable Object[]> rows = new ArrayList<>(appended.size());
    for (StoredChangeset one : appended.values()) {
      Bytes signature = one.signature();
      rows.add(
          new @Nullable Object[] {
            one.number(),
            one.branch(),
            one.place().seq(),
            one.place().hash().toArray(),
            signature == null ? null : signature.toArray(),
            one.voidReason(),
            one.body().toArray()
          });
    }
    link.batch(
        "INSERT INTO changeset (number, branch, seq, hash, signature, void_reason, body)"
            + " VALUES (?,?,?,?,?,?,?)",
        rows);
    appended.clear();
    pendingBytes = 0;
  }

  private LogReading written() {
    flush();
    return tables;
  }

  @Override
  public Bytes charter() {
    return tables.charter();
  }

  @Override
  public Identity identity() {
    return tables.identity();
  }

  @Override
  public String epoch() {
    return tables.epoch();
  }

  @Override
  public List<Branch> branches() {
    return List.copyOf(held().values());
  }

  private NavigableMap<Integer, Branch> held() {
    NavigableMap<Integer, Branch> held = branches;
    if (held == null) {
      held = new TreeMap<>();
      for (Branch branch : tables.branches()) {
        held.put(branch.id(), branch);
      }
      branches = held;
    }
    return held;
  }

  @Override
  public Optional<Origin> origin(int branch) {
    return tables.origin(branch);
  }

  @Override
  public Optional<StoredChangeset> changeset(int branch, long seq) {
    StoredChangeset pending = appended.get(new Place(branch, seq));
    return pending == null ? tables.changeset(branch, seq) : Optional.of(pending);
  }

  @Override
  public List<StoredChangeset> log(long afterNumber, int limit) {
    return written().log(afterNumber, limit);
  }

  @Override
  public Optional<StoredRecord> record(RecordKey key) {
    Optional<StoredRecord> found = known.get(key);
    if (found == null) {
      if (known.size() >= MOST_KNOWN) {
        flush();
      }
      found = tables.record(key);
      known.put(key, found);
    }
    return found;
  }

  @Override
  public Optional<StoredRecord> record(long localId) {
    return written().record(localId);
  }

  @Override
  public List<StoredChangeset> history(long localId) {
    return written().history(localId);
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
    link.run(
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
    link.run(
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
  public StoredChangeset append(Branch extended, Bytes body, @Nullable String voidReason) {
    if (appended.size() >= MOST_ROWS || pendingBytes + body.length() > MOST_BYTES) {
      flush();
    }
    requireSoundEnd(extended.id());
    Chain head = extended.head();
    StoredChangeset stored =
        new StoredChangeset(++lastNumber, extended.id(), head, body, null, voidReason);
    held().put(extended.id(), extended);
    moved.add(extended.id());
    appended.put(new Place(extended.id(), head.seq()), stored);
    pendingBytes += body.length();
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
    return hasNewIdentity || lastNumber > begun.number() || lastOrder > begun.order();
  }

  /// The number of the last changeset; 0 if there is none.
  long lastNumber() {
    return lastNumber;
  }

  @Override
  public void sign(StoredChangeset changeset, Bytes signature) {
    Place place = new Place(changeset.branch(), changeset.place().seq());
    StoredChangeset signed =
        new StoredChangeset(
            changeset.number(),
            changeset.branch(),
            changeset.place(),
            changeset.body(),
            signature,
            changeset.voidReason());
    if (appended.replace(place, signed) == null) {
      link.run(
          "UPDATE changeset SET signature = ? WHERE number = ?",
          signature.toArray(),
          changeset.number());
    }
  }

  @Override
  public StoredRecord insert(RecordKey key, LiveRecord live, long number) {
    if (link.typeId(key.type()) == 0) {
      link.addType(key.type());
    }
    StoredRecord stored = put(new StoredRecord(++lastId, key, live, 0));
    born.put(key, number);
    return stored;
  }

  @Override
  public StoredRecord update(StoredRecord before, LiveRecord live, long number) {
    StoredRecord stored = put(new StoredRecord(before.localId(), before.key(), live, 0));
    if (!Long.valueOf(number).equals(born.get(before.key()))) {
      touches.add(new Object[] {before.localId(), number});
    }
    return stored;
  }

  @Override
  public void reorder(StoredRecord stored) {
    put(stored);
  }

  private StoredRecord put(StoredRecord record) {
    if (changed.size() >= MOST_ROWS) {
      flush();
    }
    StoredRecord stored =
        new StoredRecord(record.localId(), record.key(), record.live(), ++lastOrder);
    changed.put(stored.key(), stored);
    known.put(stored.key(), Optional.of(stored));
    return stored;
  }
}
