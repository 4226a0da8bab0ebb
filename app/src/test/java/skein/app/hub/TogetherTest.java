package skein.app.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import skein.app.apps.Reply;
import skein.app.cli.Bench;

/// Clients of a hub, and commands on the same home, work on the same records at the same time.
@Timeout(120)
final class TogetherTest {
  private static final String A =
      "[{\"type\":\"note\",\"id\":\"a\",\"data\":{\"title\":\"x\",\"text\":\"y\",\"none\":null}}]";

  @TempDir private Path folder;
  private HubNode node;
  private HubClient ann;
  private Bench bench;

  @BeforeEach
  void begin() {
    node = HubNode.start(folder.resolve("home"));
    ann = node.client("ann@example.com", "notes");
    bench = new Bench(folder, "home");
  }

  @AfterEach
  void end() {
    node.close();
  }

  private Bench.Said skein(String... words) {
    String[] all = new String[words.length + 2];
    all[0] = "-s";
    all[1] = ann.name();
    System.arraycopy(words, 0, all, 2, words.length);
    return bench.skein(all);
  }

  @Test
  void anObjectIsARecordWhoseDataAreProperties() {
    ann.post("", A).is(200);
    Bench.Said shown = skein("show", "note/a", "--json");
    assertThat(shown.exitCode()).as(shown.err()).isZero();
    assertThat(shown.out()).contains("\"title\":\"x\"", "\"text\":\"y\"").doesNotContain("_object");
    assertThat(skein("update", "note/a", "title=z").exitCode()).isZero();
    assertThat(ann.objects("since=1"))
        .contains("[2,", "\"title\":\"z\"", "\"text\":\"y\"", "\"none\":null");
    assertThat(skein("create", "note", "--id", "b", "title=new").exitCode()).isZero();
    assertThat(ann.objects("since=2"))
        .isEqualTo("[[3,{\"type\":\"note\",\"id\":\"b\",\"data\":{\"title\":\"new\"}}]]");
    assertThat(skein("delete", "note/b").exitCode()).isZero();
    assertThat(ann.objects("since=3"))
        .isEqualTo("[[4,{\"type\":\"note\",\"id\":\"b\",\"deleted\":true}]]");
  }

  @Test
  void aClientThatDoesNotKnowWhatACommandWroteIsTold() {
    ann.post("", A).is(200);
    skein("update", "note/a", "title=z");
    Reply stale = ann.post("since=1", A).is(200);
    assertThat(stale.json("since_invalid")).isEqualTo("true");
    assertThat(stale.json("objects")).contains("[2,", "\"title\":\"z\"");
    assertThat(ann.counters("since=2", A)).isEqualTo("[3]");
    assertThat(skein("show", "note/a").out()).contains("x").doesNotContain("z");
  }

  @Test
  void whatTheSystemKeepsInAStoreConcernsNoClient() {
    ann.post("", A).is(200);
    assertThat(skein("type", "note", "size", "kind=number").exitCode()).isZero();
    assertThat(ann.get("since=1").json("objects")).isEqualTo("[]");
    assertThat(ann.post("since=1", A).text()).contains("object_counters");
    String wrong = "[{\"type\":\"note\",\"id\":\"c\",\"data\":{\"size\":\"large\"}}]";
    assertThat(ann.post("since=100", wrong).is(422).text()).contains("size");
    assertThat(ann.objects("")).doesNotContain("\"c\"");
  }

  @Test
  void aSetKeepsItsElementsAndACounterIsLeftAlone() {
    ann.post("", A).is(200);
    skein("type", "note", "tags", "form=set");
    skein("type", "note", "seen", "form=counter");
    skein("update", "note/a", "tags+=one", "seen+=2");
    String objects = ann.objects("since=1");
    assertThat(objects).contains("\"tags\":[\"one\"]", "\"seen\":2");
    String changed = A.replace("}}", ",\"tags\":[\"one\",\"two\"],\"seen\":2}}");
    ann.post("since=100", changed).is(200);
    assertThat(ann.objects("since=1")).contains("\"seen\":2", "\"two\"", "\"title\":\"x\"");
    skein("update", "note/a", "tags-=one", "seen+=1");
    assertThat(ann.objects("since=1")).contains("\"tags\":[\"two\"]", "\"seen\":3");
  }

  @Test
  void aReplicaJoinsByAnInvitationAndBothMergePropertyByProperty() {
    ann.post("", A).is(200);
    Reply invited = ann.post("invite", "").is(200);
    String link =
        "%s/s/%s#name=notes&secret=%s"
            .formatted(node.address(), text(invited, "space"), text(invited, "secret"));
    Bench second = new Bench(folder, "second");
    Bench.Said cloned = second.skein("-s", "mine", "clone", link);
    assertThat(cloned.exitCode()).as(cloned.err()).isZero();
    assertThat(second.skein("-s", "mine", "update", "note/a", "title=far").exitCode()).isZero();
    ann.post("since=1", A.replace("\"y\"", "\"near\"")).is(200);
    assertThat(second.skein("-s", "mine", "sync").exitCode()).isZero();
    assertThat(ann.objects("since=2"))
        .contains("\"title\":\"far\"", "\"text\":\"near\"", "\"none\":null");
    assertThat(new Bench(folder, "third").skein("-s", "mine", "clone", link).exitCode()).isOne();
  }

  private static String text(Reply reply, String field) {
    return reply.json(field).replace("\"", "");
  }

  @Test
  void anAnswerWaitsForWhatACommandWrites() throws Exception {
    ann.post("", A).is(200);
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Reply> waiting = pool.submit(() -> ann.get("since=1&wait=60"));
      skein("update", "note/a", "title=later");
      assertThat(waiting.get().json("objects")).contains("[2,", "\"title\":\"later\"");
    }
    assertThat(ann.get("since=1&wait=60").json("objects")).contains("[2,");
  }

  @Test
  void aStreamTellsOfObjectsAsTheyCome() throws IOException {
    ann.post("", A).is(200);
    try (InputStream in = node.stream(ann, "since=0")) {
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      assertThat(data(lines)).contains("[1,", "\"title\":\"x\"");
      ann.post("since=1", A.replace("\"x\"", "\"w\"")).is(200);
      assertThat(data(lines)).contains("[2,", "\"title\":\"w\"");
      skein("update", "note/a", "title=v");
      assertThat(data(lines)).contains("[3,", "\"title\":\"v\"");
    }
  }

  private static String data(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("data: ")) {
        return line;
      }
    }
    throw new IOException("the stream has ended");
  }
}
