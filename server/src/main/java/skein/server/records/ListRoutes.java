package skein.server.records;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import skein.core.query.Condition;
import skein.core.query.Query;
import skein.core.replica.Found;
import skein.core.replica.Snapshot;
import skein.core.replica.StoredRecord;
import skein.core.value.Value;
import skein.server.hosting.Hosted;
import skein.server.http.Answer;
import skein.server.http.Method;
import skein.server.http.Request;
import skein.server.http.Route;
import skein.server.http.Who;
import skein.server.shape.Doc;
import skein.server.shape.RecordShape;

/// Lists of a space, page by page: records of a type, open conflicts.
final class ListRoutes {
  private static final int SCAN = 256;
  static final String LIMIT = "At most so many: 1 to 1000, 100 if left out.";
  static final String AFTER = "Go on after this: what `after` of the last answer says.";

  private final Entrance entrance;

  ListRoutes(Entrance entrance) {
    this.entrance = entrance;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
                Method.GET,
                "/s/{space}/records/{type}",
                Who.OWNER,
                "The existing records of a type.",
                this::records)
            .query("where", "A condition: property, one of = != < > <= >= ~ !~, value. Repeatable.")
            .query("sort", "A property to sort by, - before it for descending; goes without after.")
            .query("limit", LIMIT)
            .query("after", AFTER),
        Route.of(
                Method.GET,
                "/s/{space}/conflicts",
                Who.OWNER,
                "The records in open conflict.",
                this::conflicts)
            .query("limit", LIMIT)
            .query("after", AFTER));
  }

  private Answer records(Request request) {
    List<Condition> conditions = request.queries("where").stream().map(Condition::parse).toList();
    Query.Sort sort =
        request.query("sort").filter(text -> !text.isEmpty()).map(Query.Sort::parse).orElse(null);
    long after = Asked.cursor(request, "after", 0);
    int limit = Asked.limit(request);
    Query query = new Query(request.path("type"), conditions, sort, limit, after);
    List<Found> found = read(request, view -> view.search(query));
    return told("records", found, sort == null && found.size() == limit);
  }

  private <T> T read(Request request, Function<Snapshot, T> work) {
    try (Hosted space = entrance.open(request)) {
      return space.replica().read(work);
    }
  }

  private static Answer told(String name, List<Found> found, boolean more) {
    Doc doc = new Doc().putDocs(name, found.stream().map(RecordShape::json).toList());
    Value after = more ? Value.of(found.getLast().localId()) : Value.Null.ONLY;
    return Answer.json(doc.put("after", after).value());
  }

  private Answer conflicts(Request request) {
    int limit = Asked.limit(request);
    long after = Asked.cursor(request, "after", 0);
    List<Found> open = read(request, view -> open(view, after, limit));
    return told("conflicts", open, open.size() == limit);
  }

  private static List<Found> open(Snapshot view, long after, int limit) {
    List<Found> open = new ArrayList<>();
    long from = after;
    for (List<StoredRecord> page = view.reading().several(from, SCAN);
        !page.isEmpty() && open.size() < limit;
        page = view.reading().several(from, SCAN)) {
      page.stream()
          .flatMap(stored -> view.record(stored.localId()).stream())
          .filter(found -> found.view().isOpen())
          .limit(limit - open.size())
          .forEach(open::add);
      from = page.getLast().localId();
    }
    return open;
  }
}
