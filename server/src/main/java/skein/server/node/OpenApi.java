package skein.server.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.TreeSet;
import skein.core.value.Value;
import skein.server.http.Handler;
import skein.server.http.Origins;
import skein.server.http.Problem;
import skein.server.http.Route;
import skein.server.http.Who;
import skein.server.shape.Doc;

/// The description of the API (OpenAPI 3.1), made from the routes and nothing else.
final class OpenApi {
  /// What every route may answer, if it is not open to all.
  private static final List<Integer> USUAL = List.of(400, 401, 403, 404, 421);

  private OpenApi() {}

  static Value of(List<Route> routes, String version) {
    SequencedMap<String, Doc> paths = new LinkedHashMap<>();
    for (Route route : routes) {
      paths
          .computeIfAbsent(path(route), path -> new Doc())
          .put(route.method().name().toLowerCase(Locale.ROOT), operation(route).value());
    }
    Doc all = new Doc();
    paths.forEach((path, operations) -> all.put(path, operations.value()));
    return new Doc()
        .put("openapi", "3.1.0")
        .put("info", info(version).value())
        .put("paths", all.value())
        .put("components", components().value())
        .value();
  }

  private static Doc info(String version) {
    return new Doc()
        .put("title", "Skein node")
        .put("version", version)
        .put(
            "description",
            "Programs on the machine of the node need no token, unless a browser runs them."
                + " x-who: owner, writer and reader of a space, a person who signed in at a hub,"
                + " or anyone.");
  }

  private static Doc components() {
    Doc bearer = new Doc().put("type", "http").put("scheme", "bearer");
    Doc schemes = new Doc().put("token", bearer.value());
    Doc text = new Doc().put("type", "string");
    Doc fields =
        new Doc()
            .put("type", text.value())
            .put("title", text.value())
            .put("status", new Doc().put("type", "integer").value())
            .put("detail", text.value());
    Doc problem = new Doc().put("type", "object").put("properties", fields.value());
    return new Doc()
        .put("securitySchemes", schemes.value())
        .put("schemas", new Doc().put("Problem", problem.value()).value());
  }

  /// The pattern without the dots of a rest.
  private static String path(Route route) {
    return route.path().toString().replace("...}", "}");
  }

  private static Doc operation(Route route) {
    Doc operation =
        new Doc()
            .put("operationId", id(route))
            .put("summary", route.what())
            .put("x-who", route.who().name().toLowerCase(Locale.ROOT))
            .put("x-origins", origins(route.origins()));
    if (route.handler() instanceof Handler.Socket) {
      operation.put("x-websocket", true);
    }
    operation.putDocs("parameters", parameters(route));
    if (!route.talk().takes().isEmpty()) {
      Doc body = new Doc().put("content", content(route.talk().takes(), new Doc()).value());
      operation.put("requestBody", body.value());
    }
    List<Doc> needs =
        route.who() == Who.ANYONE ? List.of() : List.of(new Doc().putTexts("token", List.of()));
    return operation.put("responses", answers(route).value()).putDocs("security", needs);
  }

  private static String origins(Origins origins) {
    return switch (origins) {
      case ANY -> "any";
      case LISTED -> "listed";
      case OWN, LED -> "own";
    };
  }

  private static String id(Route route) {
    String words = path(route).replaceAll("[^A-Za-z0-9]+", "_").replaceAll("_$", "");
    return route.method().name().toLowerCase(Locale.ROOT) + (words.isEmpty() ? "_" : words);
  }

  private static List<Doc> parameters(Route route) {
    List<Doc> parameters = new ArrayList<>();
    route.path().names().forEach(name -> parameters.add(parameter("path", name, "")));
    route.talk().query().forEach((name, what) -> parameters.add(parameter("query", name, what)));
    route.talk().headers().forEach((name, what) -> parameters.add(parameter("header", name, what)));
    return parameters;
  }

  private static Doc parameter(String in, String name, String what) {
    Doc parameter = new Doc().put("name", name).put("in", in).put("required", in.equals("path"));
    if (!what.isEmpty()) {
      parameter.put("description", what);
    }
    return parameter.put("schema", new Doc().put("type", "string").value());
  }

  private static Doc answers(Route route) {
    TreeSet<Integer> statuses = new TreeSet<>(route.talk().statuses());
    if (route.who() != Who.ANYONE) {
      statuses.addAll(USUAL);
    }
    Doc answers = new Doc();
    for (int status : statuses) {
      Doc answer = new Doc().put("description", Problem.phrase(status));
      boolean empty = status == 204 || status == 302 || route.talk().gives().isEmpty();
      if (status >= 400) {
        Doc schema = new Doc().put("$ref", "#/components/schemas/Problem");
        answer.put("content", content(List.of(Problem.MEDIA_TYPE), schema).value());
      } else if (!empty) {
        answer.put("content", content(route.talk().gives(), new Doc()).value());
      }
      answers.put(Integer.toString(status), answer.value());
    }
    return answers;
  }

  private static Doc content(List<String> mediaTypes, Doc schema) {
    Doc content = new Doc();
    Value kind = new Doc().put("schema", schema.value()).value();
    mediaTypes.forEach(mediaType -> content.put(mediaType, kind));
    return content;
  }
}
