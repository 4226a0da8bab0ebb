package skein.app.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import skein.app.Wiring;
import skein.app.home.AppBook;
import skein.app.view.Screen;
import skein.core.value.Bytes;
import skein.core.value.SpaceId;

/// What browsers send for pages that mean harm, and what comes of it.
@Timeout(60)
final class IsolationTest {
  private static final String[] NAVIGATION = {
    "Sec-Fetch-Site", "none", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"
  };
  private static final String QUERY = "{\"query\":\"SELECT 1\"}";

  @TempDir private Path folder;
  private AppNode node;
  private String app;
  private String other;

  @BeforeEach
  void begin() {
    node = AppNode.start(folder.resolve("home"), 0);
    app = node.create();
    other = node.create();
    node.put("/" + app + "/index.html", "text/html", "<script>1</script>").is(204);
    node.put("/" + other + "/index.html", "text/html", "other").is(204);
  }

  @AfterEach
  void end() {
    node.close();
  }

  private static String host(String id) {
    return id + ".localhost";
  }

  private String origin(String id) {
    return "http://" + host(id) + ":" + node.port();
  }

  @Test
  void aPersonIsLedToTheOriginOfTheAppAndAToolIsNot() {
    Reply led = node.get("/" + app + "/a%20b.html?x=1", NAVIGATION).is(307);
    assertThat(led.header("Location")).isEqualTo(origin(app) + "/a%20b.html?x=1");
    Reply byLink =
        node.get(
            "/" + app + "/",
            "Sec-Fetch-Site",
            "cross-site",
            "Sec-Fetch-Mode",
            "navigate",
            "Sec-Fetch-Dest",
            "document");
    assertThat(byLink.is(307).header("Location")).isEqualTo(origin(app) + "/");
    assertThat(node.get("/" + app + "/").is(200).text()).isEqualTo("<script>1</script>");
  }

  @Test
  void onTheNodesOwnOriginNothingOfAnAppIsActive() {
    Reply reply = node.get("/" + app + "/index.html").is(200);
    assertThat(reply.header("Content-Security-Policy")).startsWith("sandbox;");
    assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
    for (String mode : List.of("cors", "no-cors", "same-origin", "websocket")) {
      node.get("/" + app + "/index.html", "Sec-Fetch-Mode", mode, "Sec-Fetch-Site", "same-origin")
          .is(401);
    }
    String frame = "iframe";
    node.get("/" + app + "/", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", frame).is(401);
  }

  @Test
  void anAppFindsItselfOnItsOwnOriginAndNothingElse() {
    Reply page = node.at(host(app), "GET", "/", "", NAVIGATION).is(200);
    assertThat(page.text()).isEqualTo("<script>1</script>");
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("http");
    node.page(app, "POST", "/query", QUERY).is(200);
    node.page(app, "POST", "/" + app + "/query", QUERY).is(200);
    node.page(app, "POST", "/add_record", "{\"a\":1}").is(200);
    node.page(app, "POST", "/" + other + "/query", QUERY).is(404);
    node.page(app, "GET", "/" + other + "/index.html", "").is(404);
    for (String own : List.of("/apps", "/node", "/openapi.json", "/ui/", "/s", "/s/" + app)) {
      node.page(app, "GET", own, "").is(404);
    }
    for (String action : List.of("join_app", "leave_app", "add_peer", "create_app")) {
      node.page(app, "POST", "/" + action, "{}").is(404);
      node.page(app, "POST", "/" + app + "/" + action, "{}").is(404);
    }
    node.page(app, "PUT", "/index.html", "mine").is(405);
    node.page(app, "DELETE", "/index.html", "").is(405);
    assertThat(node.get("/" + app + "/").text()).isEqualTo("<script>1</script>");
  }

  @Test
  void anAppReachesNeitherTheNodeNorAnotherApp() {
    for (String path : List.of("/apps", "/s", "/" + app + "/index.html", "/" + other + "/")) {
      node.get(path, page(app, "cross-site")).is(403);
    }
    for (String path : List.of("/create_app", "/" + other + "/query", "/" + app + "/leave_app")) {
      Reply reply = node.ask("POST", path, QUERY, page(app, "cross-site"));
      assertThat(reply.status()).as(path).isEqualTo(403);
      assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
    }
    Reply there = node.at(host(other), "POST", "/query", QUERY, page(app, "cross-site"));
    assertThat(there.status()).isEqualTo(403);
    node.at(host(other), "GET", "/index.html", "", page(app, "cross-site")).is(403);
    node.at(host(other), "OPTIONS", "/query", "", preflight(app)).is(403);
    node.ask("OPTIONS", "/create_app", "", preflight(app)).is(403);
  }

  private String[] preflight(String from) {
    return new String[] {
      "Origin", origin(from),
      "Access-Control-Request-Method", "POST",
      "Access-Control-Request-Headers", "content-type"
    };
  }

  private String[] page(String from, String site) {
    return new String[] {
      "Origin",
      origin(from),
      "Sec-Fetch-Site",
      site,
      "Sec-Fetch-Mode",
      "cors",
      "Sec-Fetch-Dest",
      "empty",
      "Content-Type",
      "application/json"
    };
  }

  @Test
  void aForeignPageReachesNothing() {
    String[] script = {
      "Origin",
      "http://evil.example",
      "Sec-Fetch-Site",
      "cross-site",
      "Sec-Fetch-Mode",
      "cors",
      "Content-Type",
      "application/json"
    };
    String[] image = {
      "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "image"
    };
    String[] form = {
      "Origin",
      "http://evil.example",
      "Sec-Fetch-Site",
      "cross-site",
      "Sec-Fetch-Mode",
      "navigate",
      "Sec-Fetch-Dest",
      "document",
      "Content-Type",
      "text/plain"
    };
    String[] frame = {
      "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"
    };
    node.at(host(app), "POST", "/query", QUERY, script).is(403);
    node.at(host(app), "POST", "/add_record", "{}", form).is(403);
    node.at(host(app), "GET", "/", "", script).is(403);
    node.at(host(app), "GET", "/", "", image).is(403);
    node.at(host(app), "GET", "/", "", frame).is(403);
    node.at(host(app), "GET", "/events", "", script).is(403);
    node.ask("POST", "/" + app + "/query", QUERY, script).is(403);
    node.ask("POST", "/" + app + "/add_record", "{}", form).is(403);
    node.ask("POST", "/create_app", "{}", form).is(403);
    node.get("/" + app + "/", image).is(403);
    node.get("/" + app + "/", frame).is(403);
  }

  @Test
  void aNameThatWasPointedHereIsNotAnswered() {
    node.at("evil.example", "GET", "/" + app + "/", "", NAVIGATION).is(421);
    node.at("x" + host(app), "GET", "/", "", NAVIGATION).is(421);
    node.at(host(app) + ".evil.example", "GET", "/", "", NAVIGATION).is(421);
    node.at(host("0".repeat(40)), "GET", "/", "", NAVIGATION).is(404);
  }

  @Test
  void aSocketOfTheNodeIsNotOpenedByAnApp() {
    String[] upgrade = {
      "Origin",
      origin(app),
      "Upgrade",
      "websocket",
      "Connection",
      "Upgrade",
      "Sec-WebSocket-Key",
      "dGhlIHNhbXBsZSBub25jZQ==",
      "Sec-WebSocket-Version",
      "13"
    };
    Reply atNode = node.get("/s/" + app + "/live", upgrade);
    assertThat(atNode.status()).isGreaterThanOrEqualTo(400);
    Reply atApp = node.at(host(app), "GET", "/s/" + app + "/live", "", upgrade);
    assertThat(atApp.status()).isGreaterThanOrEqualTo(400);
  }

  @Test
  void anAppMayNarrowWhatItsPagesMayDo() {
    node.put("/" + app + "/_csp", "text/plain", "script-src 'none'\n").is(204);
    Reply page = node.at(host(app), "GET", "/", "", NAVIGATION).is(200);
    assertThat(page.header("Content-Security-Policy"))
        .startsWith("default-src 'self'")
        .endsWith(", script-src 'none'");
    node.put("/" + app + "/_csp", "text/plain", "script-src *\r\nX-Evil: 1").is(204);
    Reply broken = node.at(host(app), "GET", "/", "", NAVIGATION).is(200);
    assertThat(broken.header("X-Evil")).isEmpty();
    assertThat(broken.header("Content-Security-Policy")).doesNotContain("script-src");
  }

  @Test
  void aTokenIsNoUseOnTheOriginOfAnApp() {
    String[] token = {"Authorization", "Bearer x", "Content-Type", "application/json"};
    node.at(host(app), "POST", "/query", QUERY, token).is(401);
  }

  @Test
  void aPublicAppStandsAtAPortOfItsOwnAndNothingElseDoes() throws Exception {
    int port = freePort();
    publish(port);
    try (AppNode again = restarted()) {
      assertThat(Wire.send(port, ask("GET", "/")).is(200).text()).isEqualTo("<script>1</script>");
      Reply page = Wire.send(port, ask("POST", "/query"));
      assertThat(page.is(200).json("results")).isEqualTo("[[1]]");
      for (String path : List.of("/apps", "/s", "/node", "/ui/", "/" + other + "/")) {
        Wire.send(port, ask("GET", path)).is(404);
      }
      Wire.send(port, ask("POST", "/create_app")).is(404);
      assertThat(again.port()).isPositive();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void publish(int port) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    String place = folder.resolve("home").toString();
    Wiring.setting(new Screen(nowhere, nowhere), folder, Map.of("SKEIN_HOME", place))
        .home()
        .changeApps(book -> book.with(AppBook.Entry.of(SpaceId.parse(app)).at((long) port)));
  }

  private AppNode restarted() {
    node.close();
    node = AppNode.start(folder.resolve("home"), 0);
    return node;
  }

  /// As it comes from another machine, which knows this one by a name of its own.
  private static Wire.Ask ask(String method, String target) {
    List<String> headers = List.of("Host", "geese.example", "Content-Type", "application/json");
    return new Wire.Ask(
        method, target, method.equals("GET") ? Bytes.EMPTY : Bytes.ofText(QUERY), headers);
  }

  /// A request with what only browsers send is a stranger's, as one from another machine is.
  @Test
  void whoeverKnowsTheIdMayReadTheAppAndBringNoFiles() {
    String[] stranger = {"Sec-Fetch-Mode", "cors", "Sec-Fetch-Site", "same-origin"};
    node.get("/s/" + app + "/charter", stranger).is(200);
    String name = "app-" + app.substring(0, 8);
    assertThat(node.get("/s/" + name + "/charter", stranger).status()).isIn(401, 404);
    node.get("/s/" + app + "/log", stranger).is(401);
    node.get("/s/" + app + "/records/_content", stranger).is(401);
    node.ask("PUT", "/s/" + app + "/blobs/" + "0".repeat(64), "x", stranger).is(403);
    node.ask("POST", "/" + app + "/add_record", "{}", stranger).is(401);
    node.ask("PUT", "/" + app + "/index.html", "mine", stranger).is(401);
  }
}
