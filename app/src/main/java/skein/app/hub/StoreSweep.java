package skein.app.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import skein.app.home.Home;
import skein.app.home.OpenSpace;
import skein.app.home.SpaceBook;
import skein.app.home.Sweep;
import skein.core.record.Entry;
import skein.core.record.RecordKey;
import skein.core.record.Register;
import skein.core.replica.Draft;
import skein.core.replica.Edit;
import skein.core.replica.Found;
import skein.core.replica.Replica;
import skein.core.replica.Snapshot;
import skein.core.value.Bytes;
import skein.server.hub.Expiry;
import skein.store.blobs.Blobs;
import skein.store.blobs.Reference;

/// Lets go what nobody needs of a personal store: objects that have expired or were deleted long
/// ago, blobs that no object names, and bodies that only history reads. Others may read and write
/// meanwhile: it shares the open store with them, so that they take turns, and does a little in
/// each of its own.
record StoreSweep(Home home, HomeStores.Spaces spaces) {
  /// Blobs that no object names are kept so long: somebody may be about to name them.
  private static final Duration GRACE = Duration.ofMinutes(10);

  /// What was deleted is kept so long, whole: whoever was away meanwhile may have changed it.
  private static final Duration DELETED = Duration.ofDays(30);

  /// In whose name objects are purged.
  private static final String AUTHOR = "hub";

  private static final int PAGE = 256;

  /// False if some of it is still on the disk: it is to be run again.
  boolean run(SpaceBook.Entry entry) {
    return spaces.within(entry, this::sweep);
  }

  private boolean sweep(OpenSpace space) {
    Replica replica = space.replica();
    long now = replica.surroundings().clockMillis().getAsLong();
    long order = 0;
    for (var page = page(replica, order); !page.isEmpty(); page = page(replica, order)) {
      purge(replica, page, now);
      order = page.getLast().order();
    }
    new Blobs(home.blobs(space.entry().id()))
        .sweep(replica.read(StoreSweep::named), Instant.ofEpochMilli(now).minus(GRACE));
    Sweep.run(space, count -> {});
    return Sweep.wipe(space);
  }

  private static List<Found> page(Replica replica, long order) {
    return replica.read(view -> view.since(order, PAGE));
  }

  /// What somebody changes meanwhile is not lost: it is looked at again when nobody else writes.
  private static void purge(Replica replica, List<Found> page, long now) {
    List<RecordKey> keys =
        page.stream().filter(one -> isWaste(one, now)).map(one -> one.view().key()).toList();
    if (!keys.isEmpty()) {
      replica.commitTogether(
          view ->
              keys.stream()
                  .filter(key -> view.record(key).filter(one -> isWaste(one, now)).isPresent())
                  .map(key -> Draft.of(AUTHOR, new Edit.Purge(key)))
                  .toList());
    }
  }

  /// An object that has expired, or one that was deleted long ago and whose values are still there.
  private static boolean isWaste(Found found, long now) {
    return found.view().exists()
        ? Expiry.isOver(found.view(), now)
        : deletedMillis(found) < now - DELETED.toMillis()
            && found.live().registers().entrySet().stream().anyMatch(StoreSweep::holds);
  }

  private static long deletedMillis(Found found) {
    return found.live().live(Register.Presence.ONLY).stream()
        .mapToLong(entry -> entry.time().millis())
        .max()
        .orElse(Long.MAX_VALUE);
  }

  private static boolean holds(Map.Entry<Register, List<Entry>> register) {
    return switch (register.getKey()) {
      case Register.Plain plain ->
          register.getValue().stream().anyMatch(entry -> !entry.value().isNull());
      case Register.Element element -> true;
      case Register.Total total -> false;
      case Register.Presence presence -> false;
    };
  }

  /// The blobs that objects name, those behind a tombstone too: one may come back.
  private static Set<Bytes> named(Snapshot view) {
    Set<Bytes> named = new HashSet<>();
    long order = 0;
    for (var page = view.since(0, PAGE); !page.isEmpty(); page = view.since(order, PAGE)) {
      for (Found found : page) {
        order = found.order();
        found.live().registers().values().stream()
            .flatMap(List::stream)
            .flatMap(entry -> Reference.parse(entry.value()).stream())
            .forEach(reference -> named.add(reference.sha256()));
      }
    }
    return named;
  }
}
