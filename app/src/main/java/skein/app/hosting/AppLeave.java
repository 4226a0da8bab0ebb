package skein.app.hosting;

import skein.app.home.Home;
import skein.app.home.Refusal;
import skein.core.value.SpaceId;

/// Ends the hosting of an app by a home.
public final class AppLeave {
  private AppLeave() {}

  /// Nobody throws away what he alone can change by a slip of the hand.
  static void requireLeavable(Home home, SpaceId id) {
    if (home.owns(id)) {
      throw new Refusal(
          "this home owns the app: without it nobody can change the app any more. Keep its key"
              + " first (skein app backup-key), then remove owner.key from its folder");
    }
  }

  /// Deletes all that is here of an app that is not owned; nobody may have it open.
  public static void leave(Home home, SpaceId id) {
    requireLeavable(home, id);
    home.changeApps(book -> book.without(id));
    if (home.book().of(id).isPresent()) {
      home.remove(id);
    }
  }
}
