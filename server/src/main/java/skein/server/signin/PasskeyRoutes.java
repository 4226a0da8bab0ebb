package skein.server.signin;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skein.core.value.Json;
import skein.core.value.Value;
import skein.server.hosting.Passkeys;
import skein.server.http.Answer;
import skein.server.http.Handler;
import skein.server.http.Method;
import skein.server.http.Problem;
import skein.server.http.Request;
import skein.server.http.Route;
import skein.server.http.Who;
import skein.server.shape.Doc;
import skein.server.shape.LooseJson;
import skein.server.shape.NotJson;

/// What the page where people sign in asks to make passkeys, and to use them.
record PasskeyRoutes(Passkeys passkeys, Askers askers, String prefix) {
  private static final int MAX_BYTES = 1 << 16;

  List<Route> routes() {
    return List.of(
        route(
            "/passkey-options", "What a browser needs to make a passkey, or use one.", this::begin),
        route("/passkey-made", "Takes a passkey that was made; gives an assertion.", this::made),
        route("/passkey-used", "Takes what a passkey has signed; gives an assertion.", this::used),
        route("/passkey-add", "Takes one more passkey of somebody; gives an assertion.", this::add),
        route("/passkeys", "The passkeys of whoever has just used one.", this::keys),
        route("/passkey-remove", "Removes one that he has not just used.", this::remove));
  }

  private Route route(String path, String what, Handler.Http handler) {
    return Route.of(Method.POST, prefix + path, Who.ANYONE, what, handler)
        .takes("application/json")
        .statuses(200, 422);
  }

  private static Passkeys.Site site(Request request) {
    String host = String.valueOf(URI.create(request.base()).getHost());
    return new Passkeys.Site(request.base(), host);
  }

  /// With a `name` to make a passkey for somebody new, with leave to make one more, without either
  /// to use a passkey.
  private Answer begin(Request request) {
    Value.Obj asked = object(request);
    Optional<Passkeys.Leave> leave = leave(asked);
    if (leave.isPresent()) {
      return Answer.json(passkeys.further(site(request), leave.get()));
    }
    String origin = askers.require(request, text(asked, "origin"));
    return Answer.json(
        asked.get("name") == null
            ? passkeys.request(site(request), origin)
            : passkeys.creation(site(request), new Passkeys.Newcomer(origin, text(asked, "name"))));
  }

  private static Optional<Passkeys.Leave> leave(Value.Obj asked) {
    return asked.get("link") != null
        ? Optional.of(new Passkeys.Leave.Link(text(asked, "link")))
        : asked.get("slip") != null
            ? Optional.of(new Passkeys.Leave.Slip(text(asked, "slip")))
            : Optional.empty();
  }

  private Answer made(Request request) {
    return shown(passkeys.register(site(request), json(object(request))));
  }

  private Answer used(Request request) {
    return shown(passkeys.use(site(request), json(object(request))));
  }

  private Answer add(Request request) {
    Value.Obj asked = object(request);
    Passkeys.Leave leave =
        leave(asked).orElseThrow(() -> Problem.bad("the body has neither 'slip' nor 'link'"));
    if (!(asked.get("credential") instanceof Value.Obj credential)) {
      throw Problem.bad("the body has no object 'credential'");
    }
    return shown(
        passkeys.add(
            site(request), new Passkeys.Addition(leave, text(asked, "label"), json(credential))));
  }

  private Answer keys(Request request) {
    return ring(passkeys.keys(text(object(request), "slip")));
  }

  private Answer remove(Request request) {
    Value.Obj asked = object(request);
    return ring(passkeys.remove(new Passkeys.Chosen(text(asked, "slip"), text(asked, "id"))));
  }

  private static Answer ring(Passkeys.Keyring ring) {
    List<Doc> keys = ring.keys().stream().map(PasskeyRoutes::doc).toList();
    return Answer.json(new Doc().put("user", ring.user()).putDocs("keys", keys).value());
  }

  private static Doc doc(Passkeys.Key key) {
    return new Doc()
        .put("id", key.id())
        .put("label", key.label())
        .putIfThere("made", text(key.made()))
        .putIfThere("used", text(key.used()));
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static String json(Value.Obj object) {
    return new String(Json.write(object), StandardCharsets.UTF_8);
  }

  private static Answer shown(Passkeys.Shown shown) {
    return switch (shown) {
      case Passkeys.Shown.With(String assertion, String slip) ->
          Answer.json(new Doc().put("assertion", assertion).put("slip", slip).value());
      case Passkeys.Shown.Without(String why) -> throw new Problem(422, why);
    };
  }

  private static Value.Obj object(Request request) {
    try {
      if (LooseJson.parse(request.body(MAX_BYTES), LooseJson.Inexact.REFUSED)
          instanceof Value.Obj object) {
        return object;
      }
      throw Problem.bad("the body is no JSON object");
    } catch (NotJson e) {
      throw Problem.bad("the body is no JSON: " + e.getMessage());
    }
  }

  private static String text(Value.Obj object, String name) {
    if (object.get(name) instanceof Value.Text(String text)) {
      return text;
    }
    throw Problem.bad("the body has no text '" + name + "'");
  }
}
