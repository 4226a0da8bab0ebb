package skein.app.cli;

import java.util.function.Function;
import skein.app.home.OpenSpace;
import skein.app.home.PeerBook;
import skein.app.home.SpaceBook;
import skein.server.apps.AppShape;
import skein.server.hosting.Apps;

/// Tells of apps.
final class AppText {
  private AppText() {}

  /// How it stood with each peer when it was met last.
  static Function<SpaceBook.Peer, String> states(Desk desk, OpenSpace space) {
    PeerBook book = desk.home().peers(space.entry().id());
    return peer -> {
      PeerBook.Account account = book.of(peer.name());
      String error = account.error();
      return error != null ? error : account.last() == null ? "not met yet" : "met";
    };
  }

  static void tell(Desk desk, Apps.Card card) {
    if (desk.json()) {
      desk.screen().json(AppShape.of(card));
      return;
    }
    Apps.Progress progress = card.progress();
    String files =
        card.ready()
            ? card.size().files() + " files"
            : progress.files() + " of " + progress.of() + " files are here";
    desk.screen()
        .line(
            "%s: %s%s, %d bytes, %d posts"
                .formatted(
                    card.name(),
                    card.owned() ? "owned, " : "",
                    files,
                    card.size().bytes(),
                    card.size().posts()));
    desk.screen().line("  " + card.link());
    Apps.Door door = card.door();
    if (door != null) {
      desk.screen().line("  public at port " + door.port());
    }
  }

  static void peers(Desk desk, Apps.Card card) {
    for (Apps.Peer peer : card.peers()) {
      if (desk.json()) {
        desk.screen().json(AppShape.of(peer));
      } else {
        desk.screen().line(peer.address() + ": " + peer.state());
      }
    }
  }
}
