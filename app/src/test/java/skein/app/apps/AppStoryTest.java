package skein.app.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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
}
