package skein.server.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import skein.core.post.Work;
import skein.core.value.Bytes;
import skein.core.value.SpaceId;
import skein.core.value.Value;
import skein.server.hosting.App;
import skein.server.hosting.Apps;
import skein.server.http.Answer;
import skein.server.http.Problem;
import skein.server.http.Request;
import skein.server.http.Who;
import skein.server.shape.Doc;
import skein.server.shape.LooseJson;
import skein.server.shape.NotJson;

/// What is done to an app by a POST of a JSON object, as the ancestor's programs do it.
record AppActions(Apps apps) {
  private static final String JSON = "application/json";
  private static final int MAX_BYTES = 1 << 20;
  private static final String GLOBAL = "create_app";
  private static final long MAX_HALF = 0xFFFF_FFFFL;

  /// The seconds of a work that is brought along.
  static final String TIME = "time";

  /// The nonce of it.
  static final String NONCE = "nonce";

  /// What is done to one app, whose id stands in the path.
  static final List<String> LOCAL =
      List.of("join_app", "leave_app", "add_peer", "add_record", "query");

  private static Doc success() {
    return new Doc().put("success", true);
  }

  /// Nobody said to which app it is to be done.
  static Problem withoutId(String action) {
    return Problem.bad("This action is local, tid required: POST /ID/" + action);
  }

  /// Makes an app.
  Answer create(Request request) {
    Map<String, Value> fields = object(json(request));
    Apps.Wish wish =
        new Apps.Wish(text(fields, "name"), count(fields, "max_size"), count(fields, "effort"));
    String id = apps.create(wish).toString();
    return Answer.json(success().put("tid", id).put("id", id).value());
  }

  private static void requireKnown(boolean known, String action) {
    if (!known) {
      throw Problem.bad("Unknown action: " + action);
    }
  }

  /// What is done to the app of the path, by those who run the node.
  Answer local(Request request) {
    String action = request.path("action");
    if (action.equals(GLOBAL)) {
      throw Problem.bad("This action is global, no tid allowed: POST /" + GLOBAL);
    }
    requireKnown(LOCAL.contains(action), action);
    byte[] body = json(request);
    SpaceId id = SpaceId.parse(request.path("app"));
    Map<String, Value> fields = object(body);
    return switch (action) {
      case "join_app" -> {
        apps.join(id, new Apps.Joining(text(fields, "name"), texts(fields, "peers")));
        yield Answer.json(success().value());
      }
      case "leave_app" -> done(apps.leave(id), id);
      case "add_peer" -> done(apps.addPeer(id, address(fields)), id);
      default -> paged(request, body, fields);
    };
  }

  private static Answer done(boolean known, SpaceId id) {
    if (!known) {
      throw AppRoutes.unknown(id.toString());
    }
    return Answer.json(success().value());
  }

  /// What pages of an app may do to it.
  Answer ofPage(Request request) {
    String action = request.path("action");
    if (!action.equals("query") && !action.equals("add_record")) {
      throw Problem.absent("there is nothing to do at " + action + "; see add_record and query");
    }
    byte[] body = json(request);
    return paged(request, body, object(body));
  }

  private Answer paged(Request request, byte[] body, Map<String, Value> fields) {
    App app = AppRoutes.open(apps, request);
    return request.path("action").equals("query") ? query(app, fields) : post(app, request, body);
  }

  private static Answer query(App app, Map<String, Value> fields) {
    String sql = text(fields, "query");
    if (sql == null) {
      throw Problem.bad("Action requires field: query");
    }
    return Rows.answer(app.ask(sql, fields.getOrDefault("params", Value.of(List.of()))));
  }

  private static Answer post(App app, Request request, byte[] body) {
    boolean fromPage = !request.caller().may(Who.OWNER);
    return switch (app.post(new App.Draft(Bytes.of(body), work(request), fromPage))) {
      case App.Posted.Done(String id) ->
          Answer.json(new Doc().put("id", id).put("success", true).value());
      case App.Posted.Wrong(String why) -> throw Problem.bad(why);
      case App.Posted.TooLarge(String why) -> throw new Problem(413, why);
      case App.Posted.Full(String why) -> throw new Problem(507, why);
      case App.Posted.Busy(String why) -> throw new Problem(429, why);
    };
  }

  /// The work that is brought along, in the query; null if there is none.
  private static @Nullable Work work(Request request) {
    return request.queries(TIME).isEmpty() && request.queries(NONCE).isEmpty()
        ? null
        : new Work(half(request, TIME), half(request, NONCE));
  }

  /// Time or nonce of a work.
  private static long half(Request request, String name) {
    List<String> texts = request.queries(name);
    boolean whole = texts.size() == 1 && texts.getFirst().matches("[0-9]{1,10}");
    long number = whole ? Long.parseLong(texts.getFirst()) : -1;
    if (number < 0 || number > MAX_HALF) {
      throw Problem.bad(
          "%s is %s; whoever brings work says time and nonce, each once, from 0 to %d"
              .formatted(name, texts.isEmpty() ? "missing" : texts, MAX_HALF));
    }
    return number;
  }

  /// `addr` and `port`, as one.
  private static String address(Map<String, Value> fields) {
    require(fields, "addr");
    require(fields, "port");
    String host = text(fields, "addr");
    Long port = count(fields, "port");
    if (port == null || port < 1 || port > 65_535) {
      throw Problem.bad("port is not from 1 to 65535");
    }
    return host + ":" + port;
  }

  private static void require(Map<String, Value> fields, String name) {
    if (!fields.containsKey(name)) {
      throw Problem.bad("Action requires field: " + name);
    }
  }

  /// The body, which says that it is JSON.
  private static byte[] json(Request request) {
    String type =
        request
            .header("Content-Type")
            .orElseThrow(() -> Problem.bad("Content-Type required: " + JSON));
    String[] parts = type.toLowerCase(Locale.ROOT).split(";", -1);
    boolean utf8 =
        List.of(parts).subList(1, parts.length).stream()
            .map(part -> part.strip().replace("\"", ""))
            .allMatch(part -> !part.startsWith("charset=") || part.equals("charset=utf-8"));
    if (!parts[0].strip().equals(JSON) || !utf8) {
      throw new Problem(415, "the body is " + type + "; actions take " + JSON + " in UTF-8");
    }
    return request.body(MAX_BYTES);
  }

  private static Map<String, Value> object(byte[] body) {
    try {
      if (LooseJson.parse(body, LooseJson.Inexact.TEXT) instanceof Value.Obj object) {
        return object.fields();
      }
    } catch (NotJson e) {
      throw Problem.bad("Invalid JSON: " + e.getMessage());
    }
    throw Problem.bad("API request requires a json object");
  }

  private static @Nullable String text(Map<String, Value> fields, String name) {
    return switch (fields.getOrDefault(name, Value.Null.ONLY)) {
      case Value.Null none -> null;
      case Value.Text(String text) -> text;
      default -> throw Problem.bad("Field " + name + " not a string");
    };
  }

  private static @Nullable Long count(Map<String, Value> fields, String name) {
    return switch (fields.getOrDefault(name, Value.Null.ONLY)) {
      case Value.Null none -> null;
      case Value.Num(double number) when number == Math.rint(number) && Math.abs(number) < 1e15 ->
          (long) number;
      default -> throw Problem.bad("Field " + name + " not an integer");
    };
  }

  private static List<String> texts(Map<String, Value> fields, String name) {
    List<String> texts = new ArrayList<>();
    if (fields.getOrDefault(name, Value.of(List.of())) instanceof Value.Array(List<Value> items)) {
      for (Value item : items) {
        if (!(item instanceof Value.Text(String text))) {
          throw Problem.bad("Field " + name + " not a list of strings");
        }
        texts.add(text);
      }
      return texts;
    }
    throw Problem.bad("Field " + name + " not a list of strings");
  }
}
