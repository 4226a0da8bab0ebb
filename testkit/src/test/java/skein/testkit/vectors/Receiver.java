package skein.testkit.vectors;

import java.time.Instant;
import skein.core.replica.Identity;
import skein.core.replica.MemoryStore;
import skein.core.replica.Origin;
import skein.core.replica.Replica;
import skein.core.replica.Surroundings;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;
import skein.testkit.FakeKeys;

/// A replica that has nothing yet, and only reads.
final class Receiver {
  private Receiver() {}

  static Replica of(String charter, String now) {
    FakeKeys keys = new FakeKeys(1);
    Bytes secret = keys.freshSecret();
    Bytes key = keys.publicKey(secret);
    Origin origin = new Origin(ReplicaId.ofKey(key.toArray()), key, null);
    MemoryStore store =
        new MemoryStore(Bytes.ofText(charter), new Identity(origin, secret), "epoch");
    long millis = Instant.parse(now).toEpochMilli();
    return new Replica(
        store, new Surroundings(keys, new Ed25519(), () -> millis, () -> "no ids here"));
  }
}
