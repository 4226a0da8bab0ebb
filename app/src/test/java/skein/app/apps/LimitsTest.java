package skein.app.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import skein.core.value.Bytes;

/// What an app may take up, and what its pages may ask, is bounded.
@Timeout(120)
final class LimitsTest {
  private static final String SCHEMA = "{\"schema\":{\"m\":{\"t\":\"text\"}}}";

  @TempDir private Path folder;
  private AppNode owner;

  @BeforeEach
  void begin() {
    owner = AppNode.start(folder.resolve("owner"), 0);
  }

  @AfterEach
  void end() {
    owner.close();
  }

  private String appWithSchema(String wish) {
    String app = owner.create(wish);
    owner.put("/" + app + "/_schema", "application/json", SCHEMA).is(204);
    return app;
  }

  private Reply record(String app, String text) {
    return owner.post("/" + app + "/add_record", "{\"_table\":\"m\",\"t\":\"" + text + "\"}");
  }

  @Test
  void aFileAndAnAppHaveTheirSizes() {
    String app = owner.create("{\"max_size\":1000}");
    owner.put("/" + app + "/a", "text/plain", "x".repeat(600)).is(204);
    assertThat(owner.put("/" + app + "/b", "text/plain", "x".repeat(600)).is(413).text())
        .contains("the app 1000", "take 600");
    owner.put("/" + app + "/a", "text/plain", "x".repeat(1000)).is(204);
    String usual = owner.create();
    String large = "x".repeat((10 << 20) + 1);
    assertThat(owner.put("/" + usual + "/a", "text/plain", large).is(413).text())
        .contains("a file has at most 10485760 bytes");
    assertThat(owner.get("/" + usual + "/a").status()).isEqualTo(404);
  }

  @Test
  void whenAnAppIsFullThePostsOfLowestScoreGoAndNeverItsFiles() {
    int room = 64 << 10;
    String app = appWithSchema("{\"max_size\":" + room + ",\"effort\":1}");
    String page = "x".repeat(room / 2);
    owner.put("/" + app + "/index.html", "text/html", page).is(204);
    int posts = 0;
    int full = 0;
    String long1 = "y".repeat(700);
    while (posts < 60) {
      int status = record(app, long1 + posts++).status();
      assertThat(status).isIn(200, 507);
      full += status == 507 ? 1 : 0;
    }
    owner.await(app, node -> count(node, app) <= 40);
    int left = count(owner, app);
    assertThat(left).isBetween(30, 40);
    assertThat(full).isLessThan(40);
    assertThat(owner.get("/" + app + "/").is(200).text()).isEqualTo(page);
    assertThat(owner.get("/apps").json("apps")).contains("\"posts\":" + left);
  }

  private static int count(AppNode node, String app) {
    return Integer.parseInt(node.query(app, "SELECT count(*) FROM m").replaceAll("[^0-9]", ""));
  }

  @Test
  void aPostHasItsSize() {
    String app = appWithSchema("{\"max_size\":16000}");
    assertThat(record(app, "x".repeat(2000)).is(413).text()).contains("a post has at most");
    record(app, "x".repeat(500)).is(200);
  }

  @Test
  void aPageDoesNotFloodItsApp() {
    String app = appWithSchema("{\"effort\":1}");
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 300 && !statuses.contains(429); i++) {
      String post = "{\"_table\":\"m\",\"t\":\"" + i + "\"}";
      statuses.add(owner.page(app, "POST", "/add_record", post).status());
    }
    assertThat(statuses).startsWith(200).endsWith(429).containsOnly(200, 429);
  }

  @Test
  void queriesThatRunWildAreStoppedAndDelayNobody() throws Exception {
    String app = appWithSchema("{}");
    record(app, "hello").is(200);
    owner.awaitRows(app, "SELECT t FROM m", "[[\"hello\"]]");
    List<String> wild =
        List.of(
            "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT count(*) FROM c",
            "SELECT length(zeroblob(1000000000))",
            "SELECT printf('%1000000000d', 1)",
            "WITH c(x) AS (VALUES(1),(2),(3),(4),(5),(6),(7),(8),(9)) SELECT count(*) FROM c a,"
                + " c b, c d, c e, c f, c g, c h, c i, c j, c k",
            "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT x FROM c");
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String sql = wild.get(i % wild.size());
        Callable<Integer> ask = () -> owner.asked(app, sql).status();
        answers.add(many.submit(ask));
      }
      long[] nanos = new long[200];
      for (int i = 0; i < nanos.length; i++) {
        long start = System.nanoTime();
        assertThat(owner.query(app, "SELECT t FROM m")).isEqualTo("[[\"hello\"]]");
        nanos[i] = System.nanoTime() - start;
      }
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isIn(500, 503);
      }
      Arrays.sort(nanos);
      System.out.printf(
          "beside 200 wild queries: p50 %.1f ms, p99 %.1f ms%n",
          nanos[100] / 1e6, nanos[197] / 1e6);
    }
  }

  @Test
  void whatAPageHasNoBusinessWithIsRefused() {
    String app = appWithSchema("{}");
    for (String sql :
        List.of(
            "DELETE FROM m",
            "INSERT INTO m (t) VALUES ('x')",
            "DROP TABLE m",
            "PRAGMA database_list",
            "SELECT * FROM pragma_database_list",
            "ATTACH 'x' AS y",
            "SELECT * FROM _singletons",
            "SELECT sql FROM sqlite_schema",
            "SELECT load_extension('x')",
            "SELECT writefile('x', 'y')",
            "SELECT 1; SELECT 2",
            "SELECT readfile('/etc/hostname')")) {
      assertThat(owner.asked(app, sql).status()).as(sql).isEqualTo(500);
    }
  }

  @Test
  void aLiveQueryTellsWhatItComesToWheneverThatIsAnother() throws IOException {
    String app = appWithSchema("{}");
    List<String> headers = List.of("Host", "127.0.0.1:" + owner.port());
    String target =
        "/" + app + "/events?query=SELECT%20t%20FROM%20m%20WHERE%20t%3D%3F&params=%5B%22b%22%5D";
    owner.awaitRows(app, "SELECT t FROM m", "[]");
    try (Socket socket =
        Wire.open(owner.port(), new Wire.Ask("GET", target, Bytes.EMPTY, headers))) {
      InputStream in = socket.getInputStream();
      assertThat(event(in)).contains("\"results\":[]", "\"columns\":[\"t\"]");
      record(app, "a").is(200);
      record(app, "b").is(200);
      assertThat(event(in)).contains("\"results\":[[\"b\"]]");
    }
  }

  private static String event(InputStream in) throws IOException {
    String line = Wire.line(in);
    while (!line.startsWith("data: ")) {
      line = Wire.line(in);
    }
    return line;
  }
}
