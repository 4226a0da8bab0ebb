package skein.app.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import skein.core.post.Mining;
import skein.core.post.Post;
import skein.core.post.PostId;
import skein.core.post.Score;
import skein.core.post.Work;
import skein.core.value.Bytes;

/// Whoever adds a record may bring the work for it.
@Timeout(120)
final class BroughtWorkTest {
  private static final String SCHEMA = "{\"schema\":{\"m\":{\"t\":\"text\"}}}";
  private static final String RECORD = "{\"_table\":\"m\",\"t\":\"geese\"}";
  private static final PostId ID = Post.of("application/json", Bytes.ofText(RECORD)).id();

  @TempDir private Path folder;
  private AppNode node;
  private String app;

  @BeforeEach
  void begin() {
    node = AppNode.start(folder.resolve("owner"), 0);
    app = node.create();
    node.put("/" + app + "/_schema", "application/json", SCHEMA).is(204);
  }

  @AfterEach
  void end() {
    node.close();
  }

  private Reply add(String query) {
    return node.post("/" + app + "/add_record" + query, RECORD);
  }

  private static String query(Work work) {
    return "?time=" + work.timeSeconds() + "&nonce=" + work.nonce();
  }

  private static Work worked(int nonces) {
    int[] next = {0};
    return new Mining(nonces, () -> next[0]++, () -> false).best(ID, System.currentTimeMillis());
  }

  private void awaitScore(Work work) {
    double score = Score.of(ID, work).seconds();
    node.awaitRows(app, "SELECT t, score = " + score + " FROM m", "[[\"geese\",1]]");
  }

  @Test
  void aRecordCountsForTheWorkThatIsBroughtAndMoreWorkRaisesIt() {
    Work little = worked(1);
    Work much = worked(20_000);
    assertThat(add(query(little)).is(200).json("id")).isEqualTo("\"" + ID + "\"");
    awaitScore(little);
    assertThat(node.page(app, "POST", "/add_record" + query(much), RECORD).is(200).json("id"))
        .isEqualTo("\"" + ID + "\"");
    awaitScore(much);
    add(query(little)).is(200);
    awaitScore(much);
  }

  @Test
  void workOfTheFirstAndTheLastSecondIsWorkTheOneIsTakenTheOtherIsOfTheFuture() {
    add(query(new Work(0, 4_294_967_295L))).is(200);
    awaitScore(new Work(0, 4_294_967_295L));
    assertThat(add("?time=4294967295&nonce=0").is(400).text())
        .contains("a post of second 4294967295", "at most a minute ahead");
    long now = System.currentTimeMillis() / 1000;
    add("?time=" + (now + 120) + "&nonce=1").is(400);
    add("?time=" + (now + 30) + "&nonce=1").is(200);
  }

  @Test
  void workThatIsNoneIsRefusedAndNothingIsAdded() {
    for (String query :
        List.of(
            "?time=1",
            "?nonce=1",
            "?time=&nonce=",
            "?time=x&nonce=1",
            "?time=1&nonce=-1",
            "?time=1&nonce=1.5",
            "?time=1&nonce=0x1",
            "?time=4294967296&nonce=1",
            "?time=1&nonce=4294967296",
            "?time=1&nonce=99999999999999999999",
            "?time=1&nonce=2&nonce=3")) {
      assertThat(add(query).is(400).text())
          .as(query)
          .contains("whoever brings work says time and nonce, each once, from 0 to 4294967295");
    }
    assertThat(add("?time=1").text()).contains("nonce is missing");
    assertThat(node.query(app, "SELECT count(*) FROM m")).isEqualTo("[[0]]");
  }
}
