package skein.server.world;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import skein.core.history.Charter;
import skein.core.post.Posts;
import skein.core.replica.Identity;
import skein.core.replica.MemoryStore;
import skein.core.replica.Origin;
import skein.core.replica.Replica;
import skein.core.replica.Surroundings;
import skein.core.replica.Wants;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;
import skein.server.hosting.Hosted;
import skein.testkit.FakeKeys;

/// One replica of a space in memory. Unless it is given a clock, its own goes on by a millisecond
/// whenever it is read.
public final class FakeSpace implements Hosted {
  private final String name;
  private final RingingStore store;
  private final Replica replica;
  private final FakeBlobs blobs = new FakeBlobs();

  /// A replica of the space that `name` stands for; `seed`: makes it another replica of it.
  public FakeSpace(String name, long seed) {
    this(name, seed, new AtomicLong(1_700_000_000_000L)::incrementAndGet);
  }

  /// The same with a clock of its own, which tells milliseconds.
  public FakeSpace(String name, long seed, LongSupplier clock) {
    this.name = name;
    FakeKeys keys = new FakeKeys(seed);
    Bytes secret = keys.freshSecret();
    Bytes key = keys.publicKey(secret);
    Bytes owner = Bytes.sha256(Bytes.ofText(name));
    Charter charter =
        new Charter(Bytes.of(Arrays.copyOf(owner.toArray(), 16)), owner, false, Charter.Access.ANY);
    Origin origin = new Origin(ReplicaId.ofKey(key.toArray()), key, null);
    this.store =
        new RingingStore(
            new MemoryStore(charter.json(), new Identity(origin, secret), "epoch" + seed));
    AtomicLong ids = new AtomicLong();
    this.replica =
        new Replica(store, new Surroundings(keys, keys, clock, () -> "id" + ids.incrementAndGet()));
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
  public Optional<Posts> posts() {
    return Optional.empty();
  }

  @Override
  public FakeBlobs blobs() {
    return blobs;
  }

  @Override
  public boolean isMine() {
    return true;
  }

  @Override
  public Watch onChange(Runnable listener) {
    store.listeners.add(listener);
    return () -> store.listeners.remove(listener);
  }

  /// How many listen now.
  public int listeners() {
    return store.listeners.size();
  }

  @Override
  public void close() {}

  /// Takes in all lines that another replica wrote itself.
  public void take(FakeSpace other) {
    ReplicaId id = other.replica.id();
    replica.receive(
        other.replica.lines(Wants.all(Map.of(id, List.of())), Replica.Span.ALL, 10_000).lines());
  }
}
