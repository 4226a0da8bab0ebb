package skein.server.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import skein.core.replica.Snapshot;
import skein.core.value.SpaceId;
import skein.server.hosting.Hosted;
import skein.server.hosting.Spaces;
import skein.server.http.Answer;
import skein.server.http.Method;
import skein.server.http.Request;
import skein.server.http.Route;
import skein.server.http.Who;
import skein.server.shape.Doc;

/// The spaces of the node, and the types of one. Safe for all threads.
final class SpaceRoutes {
  private final Spaces spaces;
  private final Entrance entrance;
  private final Map<SpaceId, Census> counted = new ConcurrentHashMap<>();

  SpaceRoutes(Spaces spaces) {
    this.spaces = spaces;
    this.entrance = new Entrance.Named(spaces);
  }

  List<Route> routes() {
    return List.of(
        Route.of(Method.GET, "/s", Who.OWNER, "All spaces of this node.", this::all),
        Route.of(Method.GET, "/s/{space}", Who.OWNER, "One space, and how far it is.", this::one),
        Route.of(
            Method.GET,
            "/s/{space}/types",
            Who.OWNER,
            "The types of its records, and how many records exist of each.",
            this::types));
  }

  private Answer all(Request request) {
    List<Doc> docs = new ArrayList<>();
    for (String name : spaces.names()) {
      try (Hosted space = spaces.open(name).orElse(null)) {
        if (space != null) {
          docs.add(space.replica().read(view -> told(space, view)));
        }
      }
    }
    return Answer.json(new Doc().putDocs("spaces", docs).value());
  }

  private Answer one(Request request) {
    try (Hosted space = entrance.open(request)) {
      Doc doc = space.replica().read(view -> standing(view, told(space, view)));
      return Answer.json(doc.value());
    }
  }

  private Doc told(Hosted space, Snapshot view) {
    Census.Counts counts = counts(space, view);
    return new Doc()
        .put("name", space.name())
        .put("id", space.replica().space().toString())
        .put("replica", view.reading().identity().origin().replica().toString())
        .put("records", counts.total())
        .put("conflicts", counts.conflicts())
        .put("mine", space.isMine());
  }

  private static Doc standing(Snapshot view, Doc doc) {
    Cursor cursor = Cursor.latest(view);
    return doc.put("frontier", view.frontier().digest().hex())
        .put("number", view.lastNumber())
        .put("epoch", cursor.epoch())
        .put("order", cursor.order());
  }

  private Census.Counts counts(Hosted space, Snapshot view) {
    return counted.computeIfAbsent(space.replica().space(), id -> new Census()).of(view);
  }

  private Answer types(Request request) {
    try (Hosted space = entrance.open(request)) {
      Census.Counts counts = space.replica().read(view -> counts(space, view));
      List<Doc> types = new ArrayList<>();
      counts
          .records()
          .forEach((name, count) -> types.add(new Doc().put("name", name).put("records", count)));
      return Answer.json(new Doc().putDocs("types", types).value());
    }
  }
}
