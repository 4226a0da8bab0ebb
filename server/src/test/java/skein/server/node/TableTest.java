package skein.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import skein.core.value.Json;
import skein.core.value.Value;
import skein.server.http.Handler;
import skein.server.http.Origins;
import skein.server.http.Route;
import skein.server.http.RouteTable;
import skein.server.http.Who;
import skein.server.world.Reply;
import skein.server.world.World;

/// What must hold for every line of the table of routes, made from the table itself.
final class TableTest {
  private final World world = new World();
  private final RouteTable table = Node.table(World.about(), world.hosting());

  @AfterEach
  void close() {
    world.close();
  }

  /// A path of the route's pattern, in a space that is there.
  private static String path(Route route) {
    return route
        .path()
        .toString()
        .replace("{space}", "bugs")
        .replace("{app}", "0".repeat(40))
        .replaceAll("\\{(\\w+)(\\.\\.\\.)?}", "x");
  }

  private Reply ask(Route route, String... headers) {
    return world.send(route.method().name(), path(route), "{}", headers);
  }

  @Test
  void noTwoRoutesOverlap() {
    List<String> fights = new ArrayList<>();
    List<Route> routes = table.routes();
    for (int i = 0; i < routes.size(); i++) {
      for (Route other : routes.subList(0, i)) {
        if (routes.get(i).overlaps(other)) {
          fights.add(routes.get(i) + " and " + other);
        }
      }
    }
    assertThat(fights).isEmpty();
    assertThat(routes).hasSizeGreaterThan(40);
  }

  @Test
  void everyRouteIsDescribedAndNothingElseIs() {
    Value description = world.get("/openapi.json").is(200).json();
    assertThat(Reply.at(description, "openapi")).isEqualTo("\"3.1.0\"");
    TreeSet<String> described = new TreeSet<>();
    if (description instanceof Value.Obj whole && whole.get("paths") instanceof Value.Obj paths) {
      paths
          .fields()
          .forEach(
              (path, methods) -> {
                if (methods instanceof Value.Obj object) {
                  object.fields().keySet().forEach(method -> described.add(method + " " + path));
                }
              });
    }
    TreeSet<String> routes = new TreeSet<>();
    for (Route route : table.routes()) {
      String method = route.method().name().toLowerCase(Locale.ROOT);
      String path = route.path().toString().replace("...}", "}");
      routes.add(method + " " + path);
      Object[] way = {"paths", path, method};
      assertThat(Reply.at(description, "paths", path, method, "summary"))
          .as(path)
          .isEqualTo(text(route.what()));
      assertThat(Reply.at(description, "paths", path, method, "responses"))
          .contains("\"" + route.talk().statuses().getFirst() + "\"");
      assertThat(Reply.at(description, way)).contains("\"operationId\"");
      assertThat(route.what()).endsWith(".");
      route
          .path()
          .names()
          .forEach(
              name -> assertThat(Reply.at(description, way)).contains("\"name\":\"" + name + "\""));
    }
    assertThat(described).isEqualTo(routes);
  }

  private static String text(String what) {
    return new String(Json.write(Value.of(what)), StandardCharsets.UTF_8);
  }

  @Test
  void everyRouteStandsInTheSpec() throws IOException {
    String page = Files.readString(spec());
    for (Route route : table.routes()) {
      String path = route.path().toString();
      String plain = path.contains(".json") ? path.replace("/s/{space}", "") : path;
      assertThat(page).contains("`" + route.method() + " " + plain + "`");
    }
  }

  private static Path spec() {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("spec"))) {
      root = Objects.requireNonNull(root.getParent());
    }
    return root.resolve("spec").resolve("http.md");
  }

  @Test
  void namesOfOperationsAreUnique() {
    String description = world.get("/openapi.json").text();
    List<String> ids =
        Pattern.compile("\"operationId\":\"([^\"]+)\"")
            .matcher(description)
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(ids).doesNotHaveDuplicates().hasSize(table.routes().size());
  }

  @Test
  void pagesOfOtherOriginsAreRefusedUnlessTheTableSaysAny() {
    for (Route route : table.routes()) {
      for (String origin : List.of("http://evil.example", "null", "http://localhost:1")) {
        Reply reply = ask(route, "Origin", origin, "Authorization", "Bearer " + World.TOKEN);
        if (route.origins() != Origins.ANY) {
          assertThat(reply.status()).as("%s from %s", route, origin).isEqualTo(403);
          assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
        } else {
          assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
        }
      }
      Reply near = ask(route, "Sec-Fetch-Site", "cross-site");
      assertThat(near.status() == 403).as("%s", route).isEqualTo(route.origins() != Origins.ANY);
    }
  }

  @Test
  void strangersAreRefusedWhereTheTableAsksForMore() {
    for (Route route : table.routes()) {
      Reply browser = ask(route, "Sec-Fetch-Mode", "no-cors");
      assertThat(browser.status() == 401).as("%s", route).isEqualTo(route.who() != Who.ANYONE);
      Reply unknown = ask(route, "Authorization", "Bearer wrong");
      assertThat(unknown.status()).as("%s", route).isEqualTo(401);
    }
  }

  @Test
  void whoeverHasTheTokenGetsThroughTheGuard() {
    for (Route route : table.routes()) {
      boolean waits = route.talk().gives().contains("text/event-stream");
      boolean guarded = route.who() != Who.PERSON;
      if (guarded && !waits && route.handler() instanceof Handler.Http) {
        Reply reply =
            ask(
                route,
                "Sec-Fetch-Mode",
                "cors",
                "Sec-Fetch-Site",
                "same-origin",
                "Authorization",
                "Bearer " + World.TOKEN);
        assertThat(reply.status()).as("%s: %s", route, reply.text()).isNotIn(401, 403, 405, 500);
      }
    }
  }
}
