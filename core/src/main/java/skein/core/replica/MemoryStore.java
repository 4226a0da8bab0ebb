package skein.core.replica;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import skein.core.history.Chain;
import skein.core.record.LiveRecord;
import skein.core.record.RecordKey;
import skein.core.value.Bytes;

/// A store that lasts as long as its process: for tests, and for spaces that need not last. Safe
/// for all threads. A transaction that throws is taken back step by step.
public final class MemoryStore implements Store {
  private final Bytes charter;
  private final String epoch;
  private static final NavigableSet<Long> NO_NUMBERS = Collections.emptyNavigableSet();
  private final Held held;

  /// `epoch`: any text that no other store of this replica had.
  public MemoryStore(Bytes charter, Identity identity, String epoch) {
    this(charter, epoch, new Held(identity));
  }

  private MemoryStore(Bytes charter, String epoch, Held held) {
    this.charter = charter;
    this.epoch = epoch;
    this.held = held;
  }

  /// A copy of everything, as copying the folder of a home makes it.
  public synchronized MemoryStore copy() {
    return new MemoryStore(charter, epoch, new Held(held));
  }

  @Override
  public synchronized <T> T read(Function<Reading, T> work) {
    return work.apply(new Transaction());
  }

  @Override
  public synchronized <T> T write(Function<Writing, T> work) {
    Transaction transaction = new Transaction();
    boolean done = false;
    try {
      T result = work.apply(transaction);
      done = true;
      return result;
    } finally {
      if (!done) {
        transaction.takeBack();
      }
    }
  }

  @Override
  public Stage stage() {
    return new MemoryStage();
  }

  private static final class MemoryStage implements Stage {
    private final List<Bytes> pages = new ArrayList<>();

    @Override
    public void add(Bytes page) {
      pages.add(page);
    }

    @Override
    public Iterator<Bytes> pages() {
      return pages.iterator();
    }

    @Override
    public void close() {
      pages.clear();
    }
  }

  @Override
  public void close() {}

  /// What is stored.
  private static final class Held {
    Identity identity;
    Retention retention = Retention.ALL;
    final List<StoredChangeset> log = new ArrayList<>();
    final Map<Integer, Branch> branches = new TreeMap<>();
    final Map<Integer, Origin> origins = new HashMap<>();
    final Map<Integer, NavigableMap<Long, Long>> numbers = new HashMap<>();
    final NavigableMap<Long, StoredRecord> records = new TreeMap<>();
    final Map<RecordKey, Long> localIds = new HashMap<>();
    final Map<Long, NavigableSet<Long>> touched = new HashMap<>();
    final NavigableMap<Long, Long> byOrder = new TreeMap<>();
    long lastOrder;

    Held(Identity identity) {
      this.identity = identity;
    }

    Held(Held other) {
      this(other.identity);
      retention = other.retention;
      log.addAll(other.log);
      branches.putAll(other.branches);
      origins.putAll(other.origins);
      other.numbers.forEach((branch, numbered) -> numbers.put(branch, new TreeMap<>(numbered)));
      records.putAll(other.records);
      localIds.putAll(other.localIds);
      other.touched.forEach((id, list) -> touched.put(id, new TreeSet<>(list)));
      byOrder.putAll(other.byOrder);
      lastOrder = other.lastOrder;
    }
  }

  /// Reads and writes what is held; remembers how to take each write back.
  private final class Transaction implements Writing {
    private final Deque<Runnable> inverses = new ArrayDeque<>();

    void takeBack() {
      while (!inverses.isEmpty()) {
        inverses.pop().run();
      }
    }

    @Override
    public Bytes charter() {
      return charter;
    }

    @Override
    public Identity identity() {
      return held.identity;
    }

    @Override
    public String epoch() {
      return epoch;
    }

    @Override
    public Retention retention() {
      return held.retention;
    }

    @Override
    public void retention(Retention retention) {
      Retention before = held.retention;
      inverses.push(() -> held.retention = before);
      held.retention = retention;
    }

    @Override
    public List<Branch> branches() {
      return List.copyOf(held.branches.values());
    }

    @Override
    public Optional<Origin> origin(int branch) {
      return Optional.ofNullable(held.origins.get(branch));
    }

    @Override
    public Optional<StoredChangeset> changeset(int branch, long seq) {
      NavigableMap<Long, Long> numbered = held.numbers.get(branch);
      Long number = numbered == null ? null : numbered.get(seq);
      return number == null ? Optional.empty() : Optional.of(byNumber(number));
    }

    private StoredChangeset byNumber(long number) {
      return held.log.get((int) number - 1);
    }

    @Override
    public List<StoredChangeset> log(long afterNumber, int limit) {
      int from = (int) Math.min(afterNumber, held.log.size());
      return List.copyOf(held.log.subList(from, Math.min(from + limit, held.log.size())));
    }

    @Override
    public List<StoredChangeset> gaps(long afterNumber, int limit) {
      return held.log.stream()
          .skip(afterNumber)
          .filter(stored -> stored.bytes().isEmpty())
          .limit(limit)
          .toList();
    }

    @Override
    public boolean hasPurged() {
      return held.log.stream()
          .anyMatch(stored -> stored.body() instanceof StoredBody.Gone gone && gone.purged());
    }

    @Override
    public Optional<StoredRecord> record(RecordKey key) {
      Long localId = held.localIds.get(key);
      return localId == null ? Optional.empty() : record((long) localId);
    }

    @Override
    public Optional<StoredRecord> record(long localId) {
      return Optional.ofNullable(held.records.get(localId));
    }

    @Override
    public List<StoredChangeset> history(StoredRecord record, long after) {
      return held.touched.getOrDefault(record.localId(), NO_NUMBERS).stream()
          .filter(touching -> touching > after)
          .map(this::byNumber)
          .toList();
    }

    @Override
    public List<StoredRecord> scan(String type, long afterLocalId, int limit) {
      return held.records.tailMap(afterLocalId, false).values().stream()
          .filter(stored -> stored.key().type().equals(type))
          .limit(limit)
          .toList();
    }

    @Override
    public List<StoredRecord> several(long afterLocalId, int limit) {
      return held.records.tailMap(afterLocalId, false).values().stream()
          .filter(stored -> stored.live().hasSeveral())
          .limit(limit)
          .toList();
    }

    @Override
    public List<StoredRecord> since(long order, int limit) {
      return held.byOrder.tailMap(order, false).values().stream()
          .map(held.records::get)
          .limit(limit)
          .toList();
    }

    @Override
    public List<String> types() {
      return held.localIds.keySet().stream().map(RecordKey::type).distinct().sorted().toList();
    }

    @Override
    public void identity(Identity identity) {
      Identity before = held.identity;
      inverses.push(() -> held.identity = before);
      held.identity = identity;
    }

    @Override
    public Branch addRoot(Origin origin, Chain start) {
      Branch branch = add(0, start);
      held.origins.put(branch.id(), origin);
      inverses.push(() -> held.origins.remove(branch.id()));
      return branch;
    }

    @Override
    public Branch addBranch(Branch parent, Chain start) {
      return add(parent.id(), start);
    }

    private Branch add(int parent, Chain start) {
      int id = held.branches.size() + 1;
      Branch branch = new Branch(id, parent, start.seq() + 1, start, 0);
      held.branches.put(id, branch);
      held.numbers.put(id, new TreeMap<>());
      inverses.push(() -> held.branches.remove(id));
      return branch;
    }

    @Override
    public StoredChangeset append(Branch extended, StoredBody body, @Nullable String voidReason) {
      int id = extended.id();
      Branch before = held.branches.put(id, extended);
      long number = held.log.size() + 1L;
      StoredChangeset stored =
          new StoredChangeset(number, id, extended.head(), body, null, voidReason);
      held.log.add(stored);
      NavigableMap<Long, Long> numbered = held.numbers.getOrDefault(id, new TreeMap<>());
      numbered.put(extended.head().seq(), number);
      inverses.push(
          () -> {
            held.log.removeLast();
            numbered.remove(extended.head().seq());
            if (before != null) {
              held.branches.put(id, before);
            }
          });
      return stored;
    }

    @Override
    public void sign(StoredChangeset changeset, Bytes signature) {
      change(changeset.number(), stored -> stored.signedWith(signature));
    }

    @Override
    public void replace(StoredChangeset changeset, StoredBody body, @Nullable String voidReason) {
      change(changeset.number(), stored -> stored.with(body, voidReason));
    }

    private void change(long number, UnaryOperator<StoredChangeset> change) {
      int at = (int) number - 1;
      StoredChangeset before = held.log.set(at, change.apply(held.log.get(at)));
      inverses.push(() -> held.log.set(at, before));
    }

    @Override
    public StoredRecord insert(RecordKey key, LiveRecord live, long number) {
      long localId = held.records.size() + 1L;
      held.localIds.put(key, localId);
      inverses.push(() -> held.localIds.remove(key));
      StoredRecord stored = put(new StoredRecord(localId, key, live, 0));
      touch(stored, number);
      return stored;
    }

    @Override
    public StoredRecord update(StoredRecord before, LiveRecord live, long number) {
      touch(before, number);
      return put(new StoredRecord(before.localId(), before.key(), live, before.order()));
    }

    @Override
    public void reorder(StoredRecord stored) {
      put(stored);
    }

    @Override
    public void touch(StoredRecord stored, long number) {
      NavigableSet<Long> numbers =
          held.touched.computeIfAbsent(stored.localId(), id -> new TreeSet<>());
      if (numbers.add(number)) {
        inverses.push(() -> numbers.remove(number));
      }
    }

    private StoredRecord put(StoredRecord record) {
      long order = held.lastOrder + 1;
      StoredRecord stored = new StoredRecord(record.localId(), record.key(), record.live(), order);
      StoredRecord before = held.records.put(stored.localId(), stored);
      if (before != null) {
        held.byOrder.remove(before.order());
      }
      held.byOrder.put(order, stored.localId());
      held.lastOrder = order;
      inverses.push(() -> takeBack(stored, before));
      return stored;
    }

    private void takeBack(StoredRecord stored, @Nullable StoredRecord before) {
      held.byOrder.remove(stored.order());
      held.lastOrder = stored.order() - 1;
      if (before == null) {
        held.records.remove(stored.localId());
      } else {
        held.records.put(before.localId(), before);
        held.byOrder.put(before.order(), before.localId());
      }
    }
  }
}
