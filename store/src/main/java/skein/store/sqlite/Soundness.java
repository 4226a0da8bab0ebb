package skein.store.sqlite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import skein.core.replica.Identity;
import skein.core.replica.StoreBroken;
import skein.store.keys.Ed25519Keys;

/// What can be said of a file without knowing what its records mean. That the records are what the
/// log makes of them, only a replay tells.
final class Soundness {
  private Soundness() {}

  /// What is wrong with the file, a sentence each; empty if nothing is. Reads all of it.
  static List<String> faults(Path file, Link.Mode mode) {
    try (Link link = Link.open(file, mode)) {
      Schema.CURRENT.versionOf(link, file);
      List<String> faults = new ArrayList<>(link.faults());
      Identity identity = new LogReading(link, file).identity();
      if (!identity.secret().isEmpty()
          && !new Ed25519Keys().publicKey(identity.secret()).equals(identity.origin().key())) {
        faults.add("the secret key of this replica is not the one of its public key");
      }
      return faults;
    } catch (StoreBroken e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  /// Refuses a log that ends before what was acknowledged: going on under the same name would give
  /// the numbers of changesets that others may have already to new ones.
  static void requireNothingLost(Link link, Path file) {
    loss(link, file)
        .ifPresent(
            what -> {
              throw new StoreBroken(
                  "cannot open %s: %s. It can still be read, cloned and pulled from."
                          .formatted(file, what)
                      + " To go on with what is there, under a new identity: skein verify --renew");
            });
  }

  static Optional<String> loss(Path file, Link.Mode mode) {
    try (Link link = Link.open(file, mode)) {
      return loss(link, file);
    }
  }

  /// What was told is read first: others may write meanwhile, and tell of it.
  private static Optional<String> loss(Link link, Path file) {
    long told = Stroke.lastTold(file).orElse(0);
    long last =
        link.one("SELECT coalesce(max(number), 0) FROM changeset", row -> row.getLong(1))
            .orElse(0L);
    return told <= last
        ? Optional.empty()
        : Optional.of(
            ("the log ends with changeset %d, but %d had been written: %s-wal was damaged or"
                    .formatted(last, told, file.getFileName())
                + " removed, or an older copy was put in its place"));
  }
}
