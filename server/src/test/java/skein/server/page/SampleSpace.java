package skein.server.page;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import skein.core.history.Charter;
import skein.core.record.Dot;
import skein.core.record.RecordKey;
import skein.core.replica.Assign;
import skein.core.replica.Draft;
import skein.core.replica.Edit;
import skein.core.replica.Identity;
import skein.core.replica.MemoryStore;
import skein.core.replica.Origin;
import skein.core.replica.Outcome;
import skein.core.replica.Reading;
import skein.core.replica.Replica;
import skein.core.replica.Store;
import skein.core.replica.Surroundings;
import skein.core.replica.Writing;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;
import skein.core.value.Value;
import skein.server.hosting.Hosted;
import skein.server.world.FakeBlobs;
import skein.testkit.FakeKeys;

/// One replica of a space in memory, and short ways to write to it.
final class SampleSpace implements Hosted {
  private final String name;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Replica replica;

  /// Which replica of the space: another number is another one.
  record Seat(String space, int number) {}

  SampleSpace(Seat seat, LongSupplier clock) {
    this.name = seat.space();
    FakeKeys keys = new FakeKeys(seat.hashCode());
    Bytes secret = keys.freshSecret();
    Bytes key = keys.publicKey(secret);
    Bytes owner = Bytes.sha256(Bytes.ofText(name));
    Bytes nonce = Bytes.of(Arrays.copyOf(owner.toArray(), 16));
    Charter charter = new Charter(nonce, owner, false, Charter.Access.ANY);
    Identity identity = new Identity(new Origin(ReplicaId.ofKey(key.toArray()), key, null), secret);
    MemoryStore store = new MemoryStore(charter.json(), identity, "epoch" + seat.number());
    AtomicInteger ids = new AtomicInteger();
    this.replica =
        new Replica(
            new Ringing(store),
            new Surroundings(keys, keys, clock, () -> "new-" + ids.incrementAndGet()));
  }

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
    Outcome outcome = replica.commit(Draft.of(author, edit));
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
    take(other);
    other.take(this);
  }

  private void take(SampleSpace other) {
    Map<ReplicaId, List<Dot>> wants = Map.of(other.replica.id(), List.of());
    replica.receive(other.replica.lines(wants, Replica.Span.ALL, 10_000).lines());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Replica replica() {
    return replica;
  }

  @Override
  public FakeBlobs blobs() {
    return new FakeBlobs();
  }

  @Override
  public boolean isMine() {
    return true;
  }

  @Override
  public Watch onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public void close() {}

  /// Tells whoever listens when something was written.
  private final class Ringing implements Store {
    private final MemoryStore store;

    Ringing(MemoryStore store) {
      this.store = store;
    }

    @Override
    public <T> T read(Function<Reading, T> work) {
      return store.read(work);
    }

    @Override
    public <T> T write(Function<Writing, T> work) {
      T result = store.write(work);
      listeners.forEach(Runnable::run);
      return result;
    }

    @Override
    public void close() {}
  }
}
