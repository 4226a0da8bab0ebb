package skein.server.peers;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Stream;
import skein.core.value.Json;
import skein.core.value.NotStrict;
import skein.core.value.SpaceId;
import skein.core.value.Value;
import skein.server.hosting.Apps;
import skein.server.hosting.SeenAt;
import skein.server.http.Answer;
import skein.server.http.Method;
import skein.server.http.PathPattern;
import skein.server.http.Problem;
import skein.server.http.Request;
import skein.server.http.Route;
import skein.server.http.Who;

/// How the nodes of an app find each other: whoever knows its id may ask where else it was seen,
/// and say that it stands with himself. Only apps, and only by id: names could be guessed.
public final class SeenRoutes {
  private static final int MAX_BODY_BYTES = 256;
  private final Apps apps;
  private final LastSeen seen = new LastSeen();

  public SeenRoutes(Apps apps) {
    this.apps = apps;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
            Method.POST,
            "/s/{space}/seen",
            Who.READER,
            "Where else an app was seen, at most 20 addresses; {port} says that the asker has it.",
            this::seen));
  }

  private Answer seen(Request request) {
    SpaceId app = app(request);
    Optional<SeenAt> asker = asker(request);
    SequencedSet<SeenAt> found = new LinkedHashSet<>(connected(app));
    found.addAll(seen.of(app));
    asker.ifPresent(found::remove);
    asker.ifPresent(at -> seen.note(app, at));
    List<Value> told =
        found.stream()
            .filter(at -> at.isFor(request.remote()))
            .limit(LastSeen.MOST_ADDRESSES)
            .map(at -> Value.of(at.text()))
            .toList();
    SequencedMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("addresses", Value.of(told));
    return Answer.json(Value.of(fields));
  }

  private SpaceId app(Request request) {
    String id = request.path("space");
    if (PathPattern.isId(id) && apps.find(SpaceId.parse(id)).isPresent()) {
      return SpaceId.parse(id);
    }
    throw Problem.absent("there is no app '" + id + "' on this node");
  }

  /// Where the asker listens, if it says so.
  private static Optional<SeenAt> asker(Request request) {
    byte[] body = request.body(MAX_BODY_BYTES);
    try {
      if (Json.parse(body) instanceof Value.Obj(SequencedMap<String, Value> fields)) {
        return switch (fields.get("port")) {
          case null -> Optional.empty();
          case Value.Num(double port) when port == Math.rint(port) ->
              Optional.of(new SeenAt(request.remote(), (int) port));
          default -> throw Problem.bad("'port' is no whole number");
        };
      }
    } catch (NotStrict | IllegalArgumentException e) {
      throw Problem.bad("the body is not {} or {\"port\":N}: " + e.getMessage());
    }
    throw Problem.bad("the body is not {} or {\"port\":N}");
  }

  /// The peers of the app that a connection stands with.
  private List<SeenAt> connected(SpaceId app) {
    return apps.all().stream()
        .filter(card -> card.id().equals(app))
        .flatMap(card -> card.peers().stream())
        .filter(peer -> peer.state().equals(Apps.CONNECTED))
        .flatMap(peer -> at(peer.address()).stream())
        .toList();
  }

  /// The machine and port of an address, `host:port` or a whole URL.
  private static Optional<SeenAt> at(String address) {
    String authority = address.contains("://") ? URI.create(address).getAuthority() : address;
    return Stream.ofNullable(authority).flatMap(text -> SeenAt.parse(text).stream()).findFirst();
  }
}
