package skein.testkit.lines;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import skein.core.history.Charter;
import skein.core.history.Grant;
import skein.core.history.Line;
import skein.core.record.Dot;
import skein.core.record.RecordKey;
import skein.core.replica.Assign;
import skein.core.replica.Draft;
import skein.core.replica.Edit;
import skein.core.replica.Identity;
import skein.core.replica.MemoryStore;
import skein.core.replica.Origin;
import skein.core.replica.Replica;
import skein.core.replica.Surroundings;
import skein.core.replica.Wants;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;
import skein.core.value.Value;
import skein.testkit.FakeKeys;

/// A small space with a history: several replicas, one of them forked, groups of several lines, in
/// every second world grants. All of it follows from the seed. Confined to one thread.
final class World {
  private static final long NOON = 1_795_000_000_000L;
  private final Random random;
  private final FakeKeys keys;
  private final Bytes owner;
  private final Map<Bytes, Bytes> secrets = new HashMap<>();
  private long clockMillis = NOON;
  final Charter charter;

  /// The genuine transfer, in the order of a replica that has everything.
  final List<Line> lines;

  World(long seed) {
    random = new Random(seed);
    keys = new FakeKeys(seed);
    owner = keys.freshSecret();
    byte[] nonce = new byte[16];
    random.nextBytes(nonce);
    Charter.Access access = seed % 2 == 0 ? Charter.Access.ANY : Charter.Access.GRANTED;
    charter = new Charter(Bytes.of(nonce), keys.publicKey(owner), false, access);
    lines = history();
  }

  private List<Line> history() {
    Replica hub = receiver();
    List<Replica> writers = new ArrayList<>();
    MemoryStore first = store();
    writers.add(over(first));
    writers.add(over(store()));
    writers.add(over(store()));
    int rounds = 4 + random.nextInt(4);
    for (int i = 0; i < rounds; i++) {
      Replica writer = writers.get(random.nextInt(writers.size()));
      write(writer);
      pull(writer, hub);
      if (random.nextInt(3) > 0) {
        pull(hub, writers.get(random.nextInt(writers.size())));
      }
    }
    Replica twin = over(first.copy());
    write(writers.getFirst());
    write(twin);
    write(twin);
    pull(twin, hub);
    pull(writers.getFirst(), hub);
    return hub.lines(wants(hub, null), Replica.Span.ALL, Integer.MAX_VALUE).lines();
  }

  /// A replica of this space that has nothing yet.
  Replica receiver() {
    return over(store());
  }

  private Replica over(MemoryStore store) {
    return new Replica(store, new Surroundings(keys, keys, () -> clockMillis, () -> "id"));
  }

  private MemoryStore store() {
    Bytes secret = keys.freshSecret();
    Bytes key = keys.publicKey(secret);
    secrets.put(key, secret);
    Origin origin = new Origin(ReplicaId.ofKey(key.toArray()), key, grant(key));
    return new MemoryStore(charter.json(), new Identity(origin, secret), "epoch");
  }

  private @Nullable Grant grant(Bytes key) {
    if (charter.write() == Charter.Access.ANY) {
      return null;
    }
    List<String> types = random.nextBoolean() ? List.of("*") : List.of("note", "task");
    Bytes message = Grant.message(key, charter.space(), types);
    return new Grant(key, keys.sign(owner, message), charter.space(), types);
  }

  private void write(Replica writer) {
    List<Draft> drafts = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      drafts.add(Draft.of("ann", edit(writer)));
    }
    clockMillis += random.nextInt(5_000);
    writer.commitAll(drafts);
  }

  private Edit edit(Replica writer) {
    RecordKey key = new RecordKey("note", Integer.toString(random.nextInt(4)));
    boolean exists =
        writer.read(
            reading -> reading.record(key).map(found -> found.view().exists()).orElse(false));
    List<Assign> assigns = List.of(assign());
    if (!exists) {
      return new Edit.Create(key, assigns);
    }
    return switch (random.nextInt(6)) {
      case 0 -> Edit.Delete.of(key);
      case 1 -> new Edit.Purge(key);
      default -> Edit.Update.of(key, assigns);
    };
  }

  private Assign assign() {
    return switch (random.nextInt(4)) {
      case 0 -> new Assign.Add("stock", 1 + random.nextInt(9));
      case 1 -> new Assign.Put("tags", "t" + random.nextInt(5));
      default -> new Assign.Set("status", Value.of("s" + random.nextInt(9)));
    };
  }

  private static void pull(Replica from, Replica to) {
    Wants wants = wants(from, to);
    to.receive(from.lines(wants, Replica.Span.ALL, Integer.MAX_VALUE).lines());
  }

  private static Wants wants(Replica from, @Nullable Replica to) {
    Map<ReplicaId, List<Dot>> wants = new HashMap<>();
    for (ReplicaId replica : from.frontier().heads().keySet()) {
      wants.put(replica, to == null ? List.of() : to.frontier().of(replica));
    }
    return Wants.all(wants);
  }

  /// The signature of the replica that has this public key.
  Bytes sign(Bytes publicKey, Bytes message) {
    return keys.sign(Objects.requireNonNull(secrets.get(publicKey)), message);
  }
}
