package skein.app.tracker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import skein.core.history.Charter;
import skein.core.replica.Identity;
import skein.core.replica.Origin;
import skein.core.replica.Replica;
import skein.core.replica.Store;
import skein.core.replica.Surroundings;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;
import skein.store.sqlite.SqliteStore;
import skein.testkit.FakeKeys;

/// Many replicas of one space, each in a SQLite file of its own, under one clock that the test
/// sets. At most [#MOST_OPEN] files are open at a time. Confined to one thread.
final class ReplayedOffice implements AutoCloseable {
  private static final int MOST_OPEN = 150;

  private final Path folder;
  private final Charter charter;
  private final Surroundings surroundings;
  private final FakeKeys keys;
  private final AtomicLong clockMillis = new AtomicLong();
  private final Map<String, Path> files = new HashMap<>();
  private final LinkedHashMap<String, Open> open = new LinkedHashMap<>(64, 0.75f, true);

  /// A store that is open, and the replica over it.
  private record Open(Store store, Replica replica) {}

  ReplayedOffice(Path folder, long seed) {
    this.folder = folder;
    this.keys = new FakeKeys(seed);
    Bytes owner = keys.publicKey(keys.freshSecret());
    Bytes nonce = Bytes.of(new byte[16]);
    this.charter = new Charter(nonce, owner, false, Charter.Access.ANY);
    this.surroundings = new Surroundings(keys, keys, clockMillis::get, () -> "id" + files.size());
  }

  void setClock(long millis) {
    clockMillis.set(millis);
  }

  /// The names of all replicas, in the order in which they came.
  List<String> names() {
    return new ArrayList<>(files.keySet()).stream().sorted().toList();
  }

  /// The replica of this name; a new one if there was none. Not to be kept.
  Replica replica(String name) {
    Open known = open.get(name);
    if (known != null) {
      return known.replica();
    }
    Path file = files.get(name);
    Store store = file == null ? create(name) : SqliteStore.open(file);
    Replica replica = new Replica(store, surroundings);
    if (open.size() >= MOST_OPEN) {
      Open eldest = open.pollFirstEntry().getValue();
      eldest.store().close();
    }
    open.put(name, new Open(store, replica));
    return replica;
  }

  private Store create(String name) {
    Path file = folder.resolve("replica-" + files.size() + ".db");
    files.put(name, file);
    Bytes secret = keys.freshSecret();
    Bytes key = keys.publicKey(secret);
    ReplicaId id = ReplicaId.ofKey(key.toArray());
    Identity identity = new Identity(new Origin(id, key, null), secret);
    return SqliteStore.create(file, charter.json(), identity, "epoch of " + name);
  }

  /// Closes all stores and removes their files: twenty offices would fill a disk in memory.
  @Override
  public void close() throws IOException {
    open.values().forEach(one -> one.store().close());
    open.clear();
    try (Stream<Path> left = Files.list(folder)) {
      for (Path file : left.toList()) {
        Files.delete(file);
      }
    }
  }
}
