package skein.app.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import skein.app.home.Home;
import skein.app.home.OpenSpace;
import skein.app.home.SpaceBook;
import skein.app.home.Sweep;
import skein.core.replica.Draft;
import skein.core.replica.Edit;
import skein.core.replica.Found;
import skein.core.replica.Replica;
import skein.core.replica.Snapshot;
import skein.core.value.Bytes;
import skein.server.hub.Expiry;
import skein.store.blobs.Blobs;
import skein.store.blobs.Reference;

/// Lets go what nobody needs of a personal store: objects that have expired, blobs that no object
/// names, and bodies that only history reads. Others may read and write meanwhile.
record StoreSweep(Home home) {
  /// Blobs that no object names are kept so long: somebody may be about to name them.
  private static final Duration GRACE = Duration.ofMinutes(10);

  /// In whose name expired objects are deleted.
  private static final String AUTHOR = "hub";

  private static final int PAGE = 256;

  void run(SpaceBook.Entry entry) {
    OpenSpace space = home.open(entry);
    try (space) {
      Replica replica = space.replica();
      long now = replica.surroundings().clockMillis().getAsLong();
      long order = 0;
      for (var page = page(replica, order); !page.isEmpty(); page = page(replica, order)) {
        deleteExpired(replica, page, now);
        order = page.getLast().order();
      }
      new Blobs(home.blobs(entry.id()))
          .sweep(replica.read(StoreSweep::named), Instant.ofEpochMilli(now).minus(GRACE));
      Sweep.run(space, count -> {});
    }
  }

  private static List<Found> page(Replica replica, long order) {
    return replica.read(view -> view.since(order, PAGE));
  }

  /// What somebody changes meanwhile is not lost: a delete stands beside what it did not see.
  private static void deleteExpired(Replica replica, List<Found> page, long now) {
    List<Draft> drafts = new ArrayList<>();
    for (Found found : page) {
      if (Expiry.isOver(found.view(), now)) {
        drafts.add(Draft.of(AUTHOR, new Edit.Delete(found.view().key(), found.dots())));
      }
    }
    if (!drafts.isEmpty()) {
      replica.commitAll(drafts);
    }
  }

  /// The blobs that objects name which are not deleted.
  private static Set<Bytes> named(Snapshot view) {
    Set<Bytes> named = new HashSet<>();
    long order = 0;
    for (var page = view.since(0, PAGE); !page.isEmpty(); page = view.since(order, PAGE)) {
      for (Found found : page) {
        order = found.order();
        if (found.view().exists()) {
          found.live().registers().values().stream()
              .flatMap(List::stream)
              .flatMap(entry -> Reference.parse(entry.value()).stream())
              .forEach(reference -> named.add(reference.sha256()));
        }
      }
    }
    return named;
  }
}
