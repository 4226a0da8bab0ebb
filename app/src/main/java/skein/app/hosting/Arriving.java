package skein.app.hosting;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import skein.app.home.Home;
import skein.app.home.OpenSpace;
import skein.app.home.SpaceBook;
import skein.app.meeting.BlobFetch;
import skein.store.blobs.Reference;

/// The files of an app that are still to come, for somebody who waits for all of them. Confined to
/// one thread.
public final class Arriving {
  private final Arrival arrival;
  private final BlobFetch from;

  public Arriving(Home home, OpenSpace space) {
    SpaceBook.Entry entry = home.book().of(space.entry().id()).orElse(space.entry());
    this.arrival = new Arrival(new Content(home, space));
    this.from = new BlobFetch(home, Arrival.best(entry, Set.of()));
  }

  /// The next file that is to come.
  public Optional<Map.Entry<String, Reference>> next() {
    return arrival.next(Set.of());
  }

  /// Fetches it; why not, if nobody has it.
  public Optional<String> fetch(Reference file) {
    return arrival.fetch(file, from);
  }
}
