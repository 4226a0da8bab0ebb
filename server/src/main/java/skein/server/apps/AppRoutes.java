package skein.server.apps;

import java.util.List;
import java.util.stream.Stream;
import skein.core.value.SpaceId;
import skein.server.hosting.App;
import skein.server.hosting.Apps;
import skein.server.http.Method;
import skein.server.http.Problem;
import skein.server.http.Request;
import skein.server.http.Route;
import skein.server.http.Who;

/// The routes of apps: on the node's own names for programs, and on a name of each app for its
/// pages. Safe for all threads.
public final class AppRoutes {
  private static final String FILE = "/{app}/{path...}";
  private static final String STREAM = "text/event-stream";
  private static final String JSON = "application/json";

  private final AppFiles files;
  private final AppActions actions;
  private final AppLists lists;

  public AppRoutes(Apps apps) {
    AppEvents events = new AppEvents();
    this.files = new AppFiles(apps, events);
    this.actions = new AppActions(apps);
    this.lists = new AppLists(apps);
  }

  /// The app that the path names.
  static App open(Apps apps, Request request) {
    String id = request.path("app");
    return apps.find(SpaceId.parse(id)).orElseThrow(() -> unknown(id));
  }

  static Problem unknown(String id) {
    return Problem.absent("this node does not host the app " + id + "; join it first");
  }

  /// For programs, by the node's own names.
  public List<Route> own() {
    return Stream.concat(ofNode().stream(), AppActions.LOCAL.stream().map(AppRoutes::withoutId))
        .toList();
  }

  private static Route withoutId(String action) {
    return Route.of(
            Method.POST,
            "/" + action,
            Who.OWNER,
            "Refused: it is done to one app, whose id is lacking.",
            request -> {
              throw AppActions.withoutId(action);
            })
        .statuses(400);
  }

  private List<Route> ofNode() {
    return List.of(
        Route.of(Method.GET, "/apps", Who.OWNER, "All apps that are hosted here.", lists::all),
        Route.of(
                Method.POST,
                "/create_app",
                Who.OWNER,
                "Makes an app (create_app): {name, max_size, effort}, all of which may be left"
                    + " out.",
                actions::create)
            .takes(JSON)
            .statuses(200, 415),
        Route.of(
                Method.POST,
                "/{app}/{action}",
                Who.OWNER,
                "join_app, leave_app, add_peer, add_record or query.",
                actions::local)
            .query(AppActions.TIME, "With add_record: the seconds of a work that is brought along.")
            .query(AppActions.NONCE, "With add_record: its nonce.")
            .takes(JSON)
            .statuses(200, 413, 415, 429, 500, 503, 507),
        Route.of(
                Method.GET,
                FILE,
                Who.ANYONE,
                "A file of an app, for programs; browsers are led to its own origin. events: told"
                    + " of changes.",
                files::own)
            .led()
            .header("Range", "One range.")
            .header("If-None-Match", "The tag of the file one has.")
            .gives("*/*", STREAM)
            .statuses(200, 206, 304, 307, 401, 404, 416, 503),
        Route.of(Method.PUT, FILE, Who.OWNER, "Keeps a file of an app one owns.", files::put)
            .takes("*/*")
            .gives()
            .statuses(204, 411, 413, 422),
        Route.of(Method.DELETE, FILE, Who.OWNER, "Deletes a file of an app.", files::delete)
            .gives()
            .statuses(204));
  }

  /// For the pages of an app, by its own name.
  List<Route> site() {
    return List.of(
        Route.of(
            Method.POST, "/{app}/{action}", Who.ANYONE, "add_record or query.", actions::ofPage),
        Route.of(Method.GET, FILE, Who.ANYONE, "A file of the app, or its events.", files::site)
            .led());
  }
}
