package skein.store.sqlite;

import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import skein.core.history.Charter;
import skein.core.replica.Identity;
import skein.core.replica.Origin;
import skein.core.replica.Replica;
import skein.core.replica.Store;
import skein.core.replica.Surroundings;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;
import skein.store.keys.Ed25519Keys;

/// Spaces and replicas for these tests, with real keys.
record Spaces(Ed25519Keys keys, Bytes charter) {
  static Spaces fresh() {
    Ed25519Keys keys = new Ed25519Keys();
    byte[] nonce = new byte[16];
    new Random(7).nextBytes(nonce);
    Bytes owner = keys.publicKey(keys.freshSecret());
    return new Spaces(keys, new Charter(Bytes.of(nonce), owner, false, Charter.Access.ANY).json());
  }

  Identity identity() {
    Bytes secret = keys.freshSecret();
    Bytes key = keys.publicKey(secret);
    return new Identity(new Origin(ReplicaId.ofKey(key.toArray()), key, null), secret);
  }

  SqliteStore create(Path folder) {
    return SqliteStore.create(folder.resolve("log.db"), charter, identity(), "epoch");
  }

  Replica replica(Store store) {
    AtomicLong ids = new AtomicLong();
    return new Replica(
        store,
        new Surroundings(keys, keys, () -> 1_750_000_000_000L, () -> "id" + ids.getAndIncrement()));
  }
}
