package skein.server.signin;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
        route("/passkey-used", "Takes what a passkey has signed; gives an assertion.", this::used));
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

  /// With a `name` to make a passkey for somebody new, without one to use a passkey.
  private Answer begin(Request request) {
    Value.Obj asked = object(request);
    String origin = askers.require(request, text(asked, "origin"));
    return Answer.json(
        asked.get("name") == null
            ? passkeys.request(site(request), origin)
            : passkeys.creation(site(request), new Passkeys.Newcomer(origin, text(asked, "name"))));
  }

  private Answer made(Request request) {
    return shown(passkeys.register(site(request), json(object(request))));
  }

  private Answer used(Request request) {
    return shown(passkeys.use(site(request), json(object(request))));
  }

  private static String json(Value.Obj object) {
    return new String(Json.write(object), StandardCharsets.UTF_8);
  }

  private static Answer shown(Passkeys.Shown shown) {
    return switch (shown) {
      case Passkeys.Shown.With(String assertion) ->
          Answer.json(new Doc().put("assertion", assertion).value());
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
