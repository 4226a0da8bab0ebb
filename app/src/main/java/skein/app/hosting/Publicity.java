package skein.app.hosting;

import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import skein.app.home.Home;
import skein.app.home.SpaceBook;
import skein.core.value.SpaceId;
import skein.server.hosting.Apps;

/// Has the apps that are public served to everybody, and tells once of each that cannot be, and
/// once more when it can. Safe for all threads.
final class Publicity {
  private final Home home;
  private final Consumer<String> told;
  // Guarded by this.
  private Apps.Doors doors = ports -> Map.of();
  private volatile Map<SpaceId, String> troubles = Map.of();

  /// @param told takes sentences for whoever runs the node
  Publicity(Home home, Consumer<String> told) {
    this.home = home;
    this.told = told;
  }

  /// From now on they are served through these.
  synchronized void through(Apps.Doors newDoors) {
    doors = newDoors;
  }

  /// Serves these apps at these ports, and no others.
  synchronized void open(Map<SpaceId, Integer> ports) {
    Map<SpaceId, String> before = troubles;
    Map<SpaceId, String> now = Map.copyOf(doors.open(ports));
    troubles = now;
    now.forEach(
        (app, why) -> {
          if (!why.equals(before.get(app))) {
            told.accept(name(app) + " is not public: " + why + "; it is tried again every second");
          }
        });
    before.keySet().stream()
        .filter(app -> ports.containsKey(app) && !now.containsKey(app))
        .forEach(app -> told.accept(name(app) + " is public now, at port " + ports.get(app)));
  }

  private String name(SpaceId app) {
    return "the app '" + home.book().of(app).map(SpaceBook.Entry::name).orElse("?") + "'";
  }

  /// Why an app is not served to everybody; null if nothing hinders it.
  @Nullable String trouble(SpaceId app) {
    return troubles.get(app);
  }
}
