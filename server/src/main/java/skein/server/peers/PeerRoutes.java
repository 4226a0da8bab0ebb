package skein.server.peers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import skein.core.value.Bytes;
import skein.core.value.Json;
import skein.core.value.NotStrict;
import skein.core.value.Value;
import skein.server.hosting.Access;
import skein.server.hosting.Hosted;
import skein.server.hosting.Spaces;
import skein.server.http.Answer;
import skein.server.http.Method;
import skein.server.http.Problem;
import skein.server.http.Request;
import skein.server.http.Route;
import skein.server.http.Who;

/// The routes by which other nodes meet the spaces of this one.
public final class PeerRoutes {
  private static final int MAX_JOIN_BYTES = 4096;
  private static final int MAX_NAME_CHARACTERS = 64;

  private final Spaces spaces;
  private final Access access;

  public PeerRoutes(Spaces spaces, Access access) {
    this.spaces = spaces;
    this.access = access;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
            Method.GET,
            "/s/{space}/charter",
            Who.READER,
            "The charter of a space: the bytes its id is the hash of.",
            this::charter),
        Route.of(
            Method.POST,
            "/s/{space}/join",
            Who.ANYONE,
            "Lets a replica in that has a one-time secret: {secret, key, name}.",
            this::join));
  }

  /// The space of the path, opened; to be closed.
  static Hosted open(Spaces spaces, Request request) {
    String name = request.path("space");
    return spaces
        .open(name)
        .orElseThrow(() -> Problem.absent("there is no space '" + name + "' on this node"));
  }

  private Answer charter(Request request) {
    try (Hosted space = open(spaces, request)) {
      return Answer.bytes(200, "application/json", space.replica().charter().json().toArray());
    }
  }

  private Answer join(Request request) {
    Value body = parsed(request.body(MAX_JOIN_BYTES));
    String secret = text(body, "secret");
    String name = text(body, "name");
    if (name.isBlank() || name.length() > MAX_NAME_CHARACTERS) {
      throw Problem.bad("'name' must have 1 to " + MAX_NAME_CHARACTERS + " characters");
    }
    Access.Asking asking = new Access.Asking(Bytes.parse(text(body, "key")), name);
    try (Hosted space = open(spaces, request)) {
      Access.Admitted admitted =
          access
              .join(space.replica().space(), secret, asking)
              .orElseThrow(
                  () ->
                      Problem.forbidden(
                          "the invitation is used up, too old or unknown; ask for a new one"
                              + " (skein share)"));
      SequencedMap<String, Value> fields = new LinkedHashMap<>();
      fields.put("charter", Json.parse(space.replica().charter().json().toArray()));
      fields.put("token", Value.of(admitted.token()));
      Bytes grant = admitted.grant();
      fields.put("grant", grant == null ? Value.Null.ONLY : Json.parse(grant.toArray()));
      fields.put("mode", Value.of(admitted.mode().name().toLowerCase(Locale.ROOT)));
      return Answer.json(Value.of(fields));
    }
  }

  private static Value parsed(byte[] bytes) {
    try {
      return Json.parse(bytes);
    } catch (NotStrict e) {
      throw Problem.bad("the body is not strict JSON: " + e.getMessage());
    }
  }

  private static String text(Value body, String name) {
    if (body instanceof Value.Obj object
        && object.fields().get(name) instanceof Value.Text(String text)) {
      return text;
    }
    throw Problem.bad("the body has no text '" + name + "'");
  }
}
