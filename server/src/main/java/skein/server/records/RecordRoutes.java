package skein.server.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import skein.server.hosting.Partners;
import skein.server.hosting.Spaces;
import skein.server.http.Handler;
import skein.server.http.Problem;
import skein.server.http.Request;
import skein.server.http.Route;

/// The routes by which programs and pages work with records. Safe for all threads.
public final class RecordRoutes {
  private final Spaces spaces;
  private final Partners partners;
  private final Setting setting;

  /// How this node is set. `author`: in whose name a change is made if the request names nobody;
  /// `root`: the space whose records stand at `/records…` as well, null for none.
  public record Setting(String author, @Nullable String root) {}

  public RecordRoutes(Spaces spaces, Partners partners, Setting setting) {
    this.spaces = spaces;
    this.partners = partners;
    this.setting = setting;
  }

  public List<Route> routes() {
    Entrance named = new Entrance.Named(spaces);
    Writer writer = new Writer(setting.author());
    RecordHandlers handlers = new RecordHandlers(named, writer);
    List<Route> routes = new ArrayList<>();
    routes.addAll(new SpaceRoutes(spaces).routes());
    routes.addAll(new ListRoutes(named).routes());
    routes.addAll(new LogRoutes(named).routes());
    routes.addAll(new EditRoutes(handlers).routes());
    routes.addAll(new SettleRoutes(named, writer).routes());
    routes.addAll(new FeedRoutes(named).routes());
    routes.addAll(new PartnerRoutes(named, partners).routes());
    routes.addAll(new AncestorRoutes(handlers).routes());
    String root = setting.root();
    if (root != null) {
      Entrance only = new Entrance.Root(spaces, root);
      routes.addAll(new AncestorRoutes(new RecordHandlers(only, writer)).routes());
    }
    return routes.stream().map(RecordRoutes::strict).toList();
  }

  /// A name in the query that the table does not know is a mistake that should not pass unseen.
  private static Route strict(Route route) {
    return switch (route.handler()) {
      case Handler.Http http -> {
        Handler.Http checked =
            request -> {
              requireKnown(request, route.talk().query().keySet());
              return http.answer(request);
            };
        yield route.with(checked);
      }
      case Handler.Socket socket -> route;
    };
  }

  private static void requireKnown(Request request, Set<String> names) {
    for (String name : request.queryNames()) {
      if (!names.contains(name)) {
        throw Problem.bad(
            "there is no '"
                + name
                + "' in this query; it has "
                + (names.isEmpty() ? "nothing" : String.join(", ", names)));
      }
    }
  }
}
