package skein.app.cli;

import java.util.Map;
import java.util.Optional;
import skein.app.home.Exchange;
import skein.app.home.Meeting;
import skein.app.home.OpenSpace;
import skein.app.home.SpaceBook;
import skein.app.hosting.Arriving;
import skein.app.hosting.Summary;
import skein.store.blobs.Reference;

/// What `app join` does once the app's space is here: brings what there is of it, with progress.
///
/// @param desk of the command
record AppFetch(Desk desk) {
  int run(SpaceBook.Entry entry) {
    try (OpenSpace space = desk.home().open(entry)) {
      Exchange exchange = new Exchange(desk.home(), desk.setting().meeting(), space);
      boolean met = false;
      for (SpaceBook.Peer peer : entry.peers()) {
        Meeting.Outcome outcome =
            exchange.pull(peer, lines -> desk.screen().progress(lines + " changesets came"));
        met |= outcome instanceof Meeting.Met;
        if (outcome instanceof Meeting.Broken broken) {
          desk.screen().complain("skein: " + peer.name() + ": " + broken.reason());
        }
      }
      boolean whole = met && fetch(new Arriving(desk.home(), space));
      desk.screen().progressDone();
      AppText.tell(desk, new Summary(desk.home(), space).card(AppText.states(desk, space)));
      return whole ? Exit.DONE : Exit.PARTLY;
    }
  }

  /// False if a file does not come.
  private boolean fetch(Arriving files) {
    Optional<String> reason = Optional.empty();
    Optional<Map.Entry<String, Reference>> next = files.next();
    while (next.isPresent() && reason.isEmpty()) {
      desk.screen().progress("fetching " + next.get().getKey());
      reason = files.fetch(next.get().getValue());
      next = files.next();
    }
    reason.ifPresent(why -> desk.screen().complain("skein: " + why));
    return reason.isEmpty();
  }
}
