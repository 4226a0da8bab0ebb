package skein.store.crash;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import skein.core.record.RecordKey;
import skein.core.replica.Assign;
import skein.core.replica.Draft;
import skein.core.replica.Edit;
import skein.core.replica.Outcome;
import skein.core.replica.Replica;
import skein.core.replica.Surroundings;
import skein.core.value.Value;
import skein.store.keys.Ed25519Keys;
import skein.store.sqlite.SqliteStore;

/// A process that writes to a store until it is killed, or as often as it is told: each changeset
/// makes two records with one token. Prints `ack SEQUENCE NUMBER TOKEN` for each that it was told
/// to be safe. Arguments: file, threads, changesets a thread.
final class CrashWriter {
  private CrashWriter() {}

  static Replica replica(SqliteStore store) {
    Ed25519Keys keys = new Ed25519Keys();
    return new Replica(
        store,
        new Surroundings(
            keys, keys, System::currentTimeMillis, () -> UUID.randomUUID().toString()));
  }

  public static void main(String[] arguments) throws InterruptedException {
    int count = Integer.parseInt(arguments[2]);
    try (SqliteStore store = SqliteStore.open(Path.of(arguments[0]))) {
      Replica replica = replica(store);
      List<Thread> threads =
          java.util.stream.IntStream.range(0, Integer.parseInt(arguments[1]))
              .mapToObj(i -> Thread.ofPlatform().start(() -> write(replica, count)))
              .toList();
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private static void write(Replica replica, int count) {
    for (int i = 0; i < count; i++) {
      String token = UUID.randomUUID().toString();
      Outcome outcome =
          replica.commit(Draft.of("writer", half("left", token), half("right", token)));
      if (!(outcome instanceof Outcome.Committed committed)) {
        throw new IllegalStateException("not committed: " + outcome);
      }
      String line = "ack " + committed.dot().seq() + " " + committed.number() + " " + token + "\n";
      synchronized (System.out) {
        System.out.print(line);
        System.out.flush();
      }
    }
  }

  private static Edit half(String type, String token) {
    return new Edit.Create(
        new RecordKey(type, token), List.of(new Assign.Set("token", Value.of(token))));
  }
}
