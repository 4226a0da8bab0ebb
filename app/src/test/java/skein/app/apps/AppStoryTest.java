package skein.app.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import skein.app.cli.Bench;

/// What an author and the readers of an app do, on nodes that meet over sockets: the scenarios of
/// the ancestor.
@Timeout(120)
final class AppStoryTest {
  private static final String SCHEMA =
      "{\"schema\":{\"messages\":{\"message\":\"text\",\"n\":\"int\"}}}";

  @TempDir private Path folder;
  private AppNode owner;
  private String app;

  @BeforeEach
  void begin() {
    owner = AppNode.start(folder.resolve("owner"), 0);
    app = owner.create();
  }

  @AfterEach
  void end() {
    owner.close();
  }

  @Test
  void anAppIsMadeAndItsFilesComeBackAsTheyWerePut() {
    assertThat(app).matches("[0-9a-f]{40}");
    owner.put("/" + app + "/page.txt", "text/x-odd; charset=utf-8", "Größe").is(204);
    Reply reply = owner.get("/" + app + "/page.txt").is(200);
    assertThat(reply.text()).isEqualTo("Größe");
    assertThat(reply.header("Content-Type")).isEqualTo("text/x-odd; charset=utf-8");
    Reply head = owner.ask("HEAD", "/" + app + "/page.txt", "").is(200);
    assertThat(head.header("Content-Length")).isEqualTo("7");
  }

  @Test
  void anAppThatACommandMakesIsListedAtOnce() throws IOException {
    Path page = Files.createDirectory(folder.resolve("page")).resolve("index.html");
    Files.writeString(page, "<title>Atlas</title>");
    Bench commands = new Bench(folder, "owner");
    assertThat(commands.skein("app", "create", "maps").exitCode()).isZero();
    assertThat(commands.skein("app", "put", "maps", page.getParent().toString()).err()).isEmpty();
    assertThat(owner.get("/apps").is(200).text()).contains("\"title\":\"Atlas\"");
  }

  @Test
  void postsAreAskedForBySql() {
    owner.put("/" + app + "/_schema", "application/json", SCHEMA).is(204);
    Reply posted =
        owner.post("/" + app + "/add_record", "{\"_table\":\"messages\",\"message\":\"hi\"}");
    assertThat(posted.is(200).json("success")).isEqualTo("true");
    assertThat(posted.json("id")).hasSize(46).endsWith("=\"");
    owner.awaitRows(app, "SELECT message, n FROM messages", "[[\"hi\",null]]");
  }

  @Test
  void anotherNodeJoinsAndHasAllOfIt() {
    owner.put("/" + app + "/index.html", "text/html", "<title>Geese</title>").is(204);
    owner.put("/" + app + "/_schema", "application/json", SCHEMA).is(204);
    owner.post("/" + app + "/add_record", "{\"_table\":\"messages\",\"message\":\"hi\"}").is(200);
    try (AppNode reader = AppNode.start(folder.resolve("reader"), 0)) {
      reader.get("/" + app + "/index.html").is(404);
      reader.join(app, owner);
      Reply page = reader.get("/" + app + "/").is(200);
      assertThat(page.text()).isEqualTo("<title>Geese</title>");
      assertThat(page.header("Content-Type")).isEqualTo("text/html");
      reader.put("/" + app + "/index.html", "text/html", "mine").is(403);
    }
  }

  private AppNode joined(String name, AppNode from) {
    AppNode node = AppNode.start(folder.resolve(name), 0);
    node.join(app, from);
    return node;
  }

  private void record(AppNode node, String message) {
    String json = "{\"_table\":\"messages\",\"message\":\"" + message + "\"}";
    node.post("/" + app + "/add_record", json).is(200);
  }

  private void page(String text) {
    owner.put("/" + app + "/index.html", "text/html", text).is(204);
  }

  private void schema(String json) {
    owner.put("/" + app + "/_schema", "application/json", json).is(204);
  }

  @Test
  void onlyTheNewestOfAFileArrivesAndADeletedOneIsGoneEverywhere() {
    page("old");
    page("new");
    try (AppNode reader = joined("reader", owner)) {
      assertThat(reader.get("/" + app + "/").is(200).text()).isEqualTo("new");
      page("newer");
      reader.await(app, node -> node.get("/" + app + "/").text().equals("newer"));
      owner.ask("DELETE", "/" + app + "/index.html", "").is(204);
      owner.get("/" + app + "/index.html").is(404);
      reader.await(app, node -> node.get("/" + app + "/index.html").status() == 404);
      reader.ask("DELETE", "/" + app + "/index.html", "").is(403);
    }
    owner.ask("DELETE", "/" + app + "/index.html", "").is(404);
    owner.put("/" + "0".repeat(40) + "/index.html", "text/html", "x").is(404);
  }

  @Test
  void whoeverGivesASchemaAndThenAsksFindsItsTables() {
    for (int i = 0; i < 20; i++) {
      schema("{\"schema\":{\"t" + i + "\":{\"message\":\"text\"}}}");
      assertThat(owner.query(app, "SELECT count(*) FROM t" + i)).isEqualTo("[[0]]");
    }
    owner.ask("DELETE", "/" + app + "/_schema", "").is(204);
    owner.asked(app, "SELECT count(*) FROM t19").is(500);
  }

  @Test
  void aRecordGoesFromTheFirstToTheThirdThroughTheSecond() {
    schema(SCHEMA);
    try (AppNode second = joined("second", owner);
        AppNode third = joined("third", second)) {
      String rows = "SELECT message FROM messages ORDER BY message";
      third.awaitRows(app, rows, "[]");
      record(third, "from the third");
      owner.awaitRows(app, rows, "[[\"from the third\"]]");
      record(owner, "from the owner");
      third.awaitRows(app, rows, "[[\"from the owner\"],[\"from the third\"]]");
    }
  }

  @Test
  void anAppOutlivesItsOwnersNode() {
    page("<title>Here</title>");
    schema(SCHEMA);
    record(owner, "hello");
    try (AppNode second = joined("second", owner)) {
      second.awaitRows(app, "SELECT message FROM messages", "[[\"hello\"]]");
      second.get("/" + app + "/").is(200);
      owner.close();
      try (AppNode third = joined("third", second)) {
        assertThat(third.get("/" + app + "/").is(200).text()).isEqualTo("<title>Here</title>");
        third.awaitRows(app, "SELECT message FROM messages", "[[\"hello\"]]");
      }
    }
  }

  @Test
  void anUpvoteRaisesAPostOnAllNodes() {
    schema(SCHEMA);
    record(owner, "a");
    try (AppNode second = joined("second", owner)) {
      second.awaitRows(app, "SELECT message FROM messages", "[[\"a\"]]");
      String score = "SELECT score FROM messages";
      String before = second.query(app, score);
      String id = owner.query(app, "SELECT id FROM messages");
      while (owner.query(app, score).equals(before)) {
        record(owner, "a");
        owner.awaitRows(app, "SELECT 1", "[[1]]");
      }
      second.await(app, node -> !node.query(app, score).equals(before));
      assertThat(second.query(app, "SELECT id FROM messages")).isEqualTo(id);
    }
  }

  @Test
  void anotherSchemaGivesOtherTablesOnAllNodes() {
    schema(SCHEMA);
    record(owner, "a");
    String other = "{\"_table\":\"other\",\"x\":5}";
    owner.post("/" + app + "/add_record", other).is(200);
    try (AppNode second = joined("second", owner)) {
      second.awaitRows(app, "SELECT message FROM messages", "[[\"a\"]]");
      assertThat(refused(second, "SELECT x FROM other")).contains("no such table");
      schema("{\"schema\":{\"other\":{\"x\":\"int\"},\"messages\":{\"n\":\"int\"}}}");
      String both = "SELECT x, (SELECT count(n) FROM messages) FROM other";
      second.awaitRows(app, both, "[[5,0]]");
      owner.awaitRows(app, both, "[[5,0]]");
      assertThat(refused(second, "SELECT message FROM messages")).contains("no such column");
    }
  }

  private String refused(AppNode node, String sql) {
    return node.asked(app, sql).is(500).text();
  }

  @Test
  void queriesTakeParametersAndKnowWhatEveryTableHas() {
    schema(SCHEMA);
    owner.post("/" + app + "/add_record", "{\"_table\":\"messages\",\"n\":7,\"odd\":1}").is(200);
    assertThat(owner.query(app, "SELECT n, message FROM messages"))
        .as("what is asked right behind a post")
        .isEqualTo("[[7,null]]");
    String named = "{\"query\":\"SELECT n FROM messages WHERE n = :n\",\"params\":{\"n\":7}}";
    Reply reply = owner.post("/" + app + "/query", named).is(200);
    assertThat(reply.json("results")).isEqualTo("[[7]]");
    assertThat(reply.json("columns")).isEqualTo("[\"n\"]");
    String listed = "{\"query\":\"SELECT n FROM messages WHERE n > ?\",\"params\":[7]}";
    assertThat(owner.post("/" + app + "/query", listed).is(200).json("results")).isEqualTo("[]");
    String implicit = "SELECT length(id), timestamp > 0, score > timestamp - 1 FROM messages";
    assertThat(owner.query(app, implicit)).isEqualTo("[[44,1,1]]");
    assertThat(owner.query(app, "SELECT count(*), upper('a') LIKE 'A%' FROM messages"))
        .isEqualTo("[[1,1]]");
    assertThat(owner.query(app, "")).isEqualTo("[]");
    owner.post("/" + app + "/query", "{}").is(400);
  }

  @Test
  void wordsAreFoundInFullText() {
    schema("{\"schema\":{\"posts\":{\"body\":\"fulltext\"}}}");
    String post = "{\"_table\":\"posts\",\"body\":\"Wild geese fly in formation\"}";
    owner.post("/" + app + "/add_record", post).is(200);
    String found =
        "SELECT snippet(posts_fts, 3, '<', '>', '', 3) FROM posts_fts WHERE body MATCH 'GEESE'";
    owner.awaitRows(app, found, "[[\"Wild <geese> fly\"]]");
  }

  @Test
  void aBadSchemaIsRefusedWithItsPlaceAndNotKept() {
    schema(SCHEMA);
    String trailing = "{\"schema\":{\"a\":{\"b\":\"text\"},}}";
    Reply reply = owner.put("/" + app + "/_schema", "application/json", trailing).is(422);
    assertThat(reply.text()).contains("line 1, column 29");
    String unknown = "{\"schema\":{\"a\":\n{\"b\":\"txt\"}}}";
    Reply type = owner.put("/" + app + "/_schema", "application/json", unknown).is(422);
    assertThat(type.text()).contains("line 2, column");
    assertThat(owner.get("/" + app + "/_schema").is(200).text()).isEqualTo(SCHEMA);
  }

  @Test
  void aNodeThatBeginsAnewHasItsAppsAndGoesOn() {
    page("here");
    schema(SCHEMA);
    record(owner, "one");
    owner.awaitRows(app, "SELECT message FROM messages", "[[\"one\"]]");
    int port = owner.port();
    owner.close();
    owner = AppNode.start(folder.resolve("owner"), port);
    assertThat(owner.get("/" + app + "/").is(200).text()).isEqualTo("here");
    owner.awaitRows(app, "SELECT message FROM messages", "[[\"one\"]]");
    assertThat(owner.get("/apps").is(200).json("apps")).contains(app, "\"owned\":true");
  }

  @Test
  void requestsThatAreWrongAreToldSo() {
    String add = "/" + app + "/add_record";
    owner.ask("POST", add, "{}", "Content-Type", "application/json; charset=utf-8").is(200);
    owner.ask("POST", add, "{}", "Content-Type", "text/plain").is(415);
    owner.ask("POST", add, "{}").is(400);
    assertThat(owner.post(add, "[1]").is(400).text()).contains("requires a json object");
    assertThat(owner.post(add, "{\"a\":}").is(400).text()).contains("Invalid JSON");
    assertThat(owner.post("/" + app + "/nothing", "{}").is(400).text()).contains("Unknown action");
    assertThat(owner.post("/" + app + "/create_app", "{}").is(400).text()).contains("global");
    for (String local : List.of("join_app", "leave_app", "add_peer", "add_record", "query")) {
      assertThat(owner.post("/" + local, "{}").is(400).text())
          .contains("This action is local, tid required: POST /ID/" + local);
    }
    owner.post("/nothing", "{}").is(404);
    String peer = "/" + app + "/add_peer";
    assertThat(owner.post(peer, "{\"addr\":\"x\"}").is(400).text()).contains("field: port");
    String text = "{\"addr\":\"x\",\"port\":\"1\"}";
    assertThat(owner.post(peer, text).is(400).text()).contains("port not an integer");
    owner.ask("PUT", "/" + app + "/x", "").is(400);
    owner.ask("PUT", "/" + app + "/x", "", "Content-Type", "text/plain").is(204);
    assertThat(owner.get("/" + app + "/x").is(200).text()).isEmpty();
    owner.post("/" + "0".repeat(40) + "/query", "{\"query\":\"\"}").is(404);
    owner.ask("PATCH", "/" + app + "/x", "").is(405);
  }

  @Test
  void aPartOfAFileAndAFileThatOneHasAreAnsweredSo() {
    page("0123456789");
    Reply part = owner.get("/" + app + "/index.html", "Range", "bytes=2-4").is(206);
    assertThat(part.text()).isEqualTo("234");
    assertThat(part.header("Content-Range")).isEqualTo("bytes 2-4/10");
    owner.get("/" + app + "/", "Range", "bytes=10-").is(416);
    String tag = owner.get("/" + app + "/").is(200).header("ETag");
    owner.get("/" + app + "/", "If-None-Match", tag).is(304);
    page("9876543210");
    owner.get("/" + app + "/", "If-None-Match", tag).is(200);
  }

  @Test
  void whoeverLeavesAnAppHasNothingOfItAndMayComeBack() {
    page("here");
    try (AppNode reader = joined("reader", owner)) {
      reader.get("/" + app + "/").is(200);
      reader.post("/" + app + "/leave_app", "{}").is(200);
      reader.get("/" + app + "/").is(404);
      assertThat(reader.get("/apps").json("apps")).isEqualTo("[]");
      reader.join(app, owner);
      assertThat(reader.get("/" + app + "/").is(200).text()).isEqualTo("here");
    }
    owner.post("/" + app + "/leave_app", "{}").is(400);
  }

  @Test
  void whoeverJoinsByOneAddressComesToKnowTheOthers() {
    page("here");
    try (AppNode second = joined("second", owner);
        AppNode third = joined("third", owner)) {
      String path = "/s/" + app;
      second.await(app, node -> node.get("/apps").text().contains(third.port() + path));
      third.await(app, node -> node.get("/apps").text().contains(second.port() + path));
    }
  }
}
