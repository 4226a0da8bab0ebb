package skein.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import skein.app.home.Home;
import skein.app.home.Meeting.Pulled;
import skein.app.home.OpenSpace;
import skein.app.home.Refusal;
import skein.app.home.SpaceBook;
import skein.core.replica.Snapshot;
import skein.server.shape.Doc;

/// What clone and pull have in common: another home as a peer.
final class Visit {
  private Visit() {}

  /// The other home; a refusal if there is none in that folder.
  static Home home(Desk desk, String typed) {
    Path folder = desk.path(typed);
    if (!Files.isDirectory(folder)) {
      throw new Refusal("there is no folder " + folder + "; is the disk or the share in place?");
    }
    Home other = desk.home().at(folder);
    if (other.book().spaces().isEmpty()) {
      throw new Refusal("the folder " + folder + " is not a home with spaces");
    }
    if (other.folder().equals(desk.home().folder())) {
      throw new Refusal("the folder " + folder + " is this home itself");
    }
    return other;
  }

  /// Pulls, remembers the peer, and tells.
  static int pull(Desk desk, OpenSpace mine, OpenSpace theirs, Home other) {
    Pulled pulled =
        desk.setting()
            .meeting()
            .pull(
                mine.replica(),
                theirs.replica(),
                lines -> desk.screen().progress(lines + " changesets"));
    desk.screen().progressDone();
    long now = mine.replica().surroundings().clockMillis().getAsLong();
    String time = Instant.ofEpochMilli(now).truncatedTo(ChronoUnit.SECONDS).toString();
    desk.home().remember(mine.entry().id(), new SpaceBook.Peer(other.folder().toString(), time));
    int open = mine.replica().read(Visit::open);
    tell(desk, mine, other, pulled, open);
    return Exit.DONE;
  }

  private static int open(Snapshot view) {
    return view.conflicts().size();
  }

  private static void tell(Desk desk, OpenSpace mine, Home other, Pulled pulled, long open) {
    pulled.remarks().forEach(remark -> desk.screen().complain("skein: " + remark));
    if (desk.json()) {
      desk.screen()
          .json(
              new Doc()
                  .put("name", mine.name())
                  .put("peer", other.folder().toString())
                  .put("lines", pulled.lines())
                  .put("renewed", pulled.renewed())
                  .put("conflicts", open)
                  .putTexts("remarks", pulled.remarks()));
      return;
    }
    desk.screen()
        .line(mine.name() + ": " + pulled.lines() + " new changeset(s) from " + other.folder());
    if (pulled.renewed()) {
      desk.screen()
          .line("this replica had been copied or restored; it goes on under a new identity");
    }
    if (open > 0) {
      desk.screen()
          .line(open + " record(s) in open conflict; see: skein -s " + mine.name() + " conflicts");
    }
  }
}
