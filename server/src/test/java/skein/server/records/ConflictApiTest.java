package skein.server.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import skein.core.record.RecordKey;
import skein.core.replica.Assign;
import skein.core.replica.Draft;
import skein.core.replica.Edit;
import skein.core.value.Value;
import skein.server.world.FakeSpace;
import skein.server.world.Reply;
import skein.server.world.World;

final class ConflictApiTest {
  private static final String T1 = "/s/bugs/records/ticket/T1";
  private static final String OPEN_T1 = "/s/bugs/conflicts/ticket/T1";

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void ofTwoWhoSawTheSameOneIsLetThrough() throws InterruptedException {
    String tag = world.send("PUT", T1, "{\"n\":0}").is(201).tag();
    Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> writers =
        List.of(1, 2, 3, 4).stream()
            .map(
                n ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              await(start);
                              String body = "{\"n\":" + n + "}";
                              statuses.add(world.send("PATCH", T1, body, "If-Match", tag).status());
                            }))
            .toList();
    start.countDown();
    for (Thread writer : writers) {
      writer.join();
    }
    assertThat(statuses).containsExactlyInAnyOrder(200, 412, 412, 412);
    assertThat(world.get(T1).at("open")).isEqualTo("[]");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void tagsAreTakenAsHttpSays() {
    Reply made = world.send("PUT", T1, "{\"n\":0}", "If-None-Match", "*").is(201);
    world.send("PUT", T1, "{\"n\":1}", "If-None-Match", "*").is(412);
    world.send("PATCH", T1, "{\"n\":1}", "If-Match", "W/" + made.tag()).is(412);
    world.send("PATCH", T1, "{\"n\":1}", "If-Match", "nonsense").is(400);
    world.send("PATCH", T1, "{\"n\":1}", "If-Match", "\"x\" \"y\"").is(400);
    world.send("PATCH", T1, "{\"n\":1}", "If-Match", "\"x\", " + made.tag()).is(200);
    world.send("PATCH", T1, "{\"n\":2}", "If-Match", made.tag()).is(412);
    world.send("PATCH", T1, "{\"n\":2}", "If-Match", "*").is(200);
    world.send("DELETE", T1, "", "If-Match", made.tag()).is(412);
    world.send("PATCH", T1 + "0", "{\"n\":2}", "If-Match", "*").is(412);
    world.send("PATCH", T1, "{\"n\":3}", "If-Match", "\"never\"", "Prefer", "conflict").is(412);
  }

  @Test
  void aStaleChangeBecomesAConflictIfThatIsPreferredAndIsSettledForAll() {
    String seen = world.send("PUT", T1, "{\"a\":1,\"b\":1,\"c\":1}").is(201).tag();
    world.send("PATCH", T1, "{\"a\":2,\"b\":2}").is(200);
    Reply stale =
        world
            .send(
                "PUT",
                T1,
                "{\"a\":3,\"b\":1,\"c\":4}",
                "If-Match",
                seen,
                "Prefer",
                "respond-async, conflict",
                "Skein-Author",
                "late")
            .is(200);
    assertThat(stale.header("Preference-Applied")).isEqualTo("conflict");
    assertThat(stale.at("open")).as("only what both changed").isEqualTo("[\"a\"]");
    assertThat(stale.at("values", "b")).as("what only the other changed").isEqualTo("2");
    assertThat(stale.at("values", "c")).isEqualTo("4");
    assertThat(world.get("/s/bugs/conflicts").is(200).at("conflicts", 0, "id")).isEqualTo("\"T1\"");
    assertThat(world.get("/s/bugs").at("conflicts")).isEqualTo("1");
    Reply open = world.get(OPEN_T1).is(200);
    assertThat(open.at("candidates", 0, "property")).isEqualTo("\"a\"");
    assertThat(open.at("candidates", 1, "author")).isEqualTo("\"late\"");
    assertThat(open.at("candidates", 2)).isEqualTo("absent");
    world.send("POST", OPEN_T1, "{\"property\":\"a\",\"candidate\":9}").is(422);
    world.send("POST", OPEN_T1, "{\"property\":\"a\"}").is(400);
    world.send("POST", OPEN_T1, "{\"candidate\":1}").is(400);
    world.send("POST", OPEN_T1, "{\"property\":\"a\",\"value\":2,\"candidate\":1}").is(400);
    world.send("POST", OPEN_T1, "{\"property\":\"a\",\"value\":2}", "If-Match", seen).is(412);
    Reply settled =
        world
            .send("POST", OPEN_T1, "{\"property\":\"a\",\"candidate\":1}", "If-Match", open.tag())
            .is(200);
    assertThat(settled.at("open")).isEqualTo("[]");
    assertThat(settled.at("values", "a")).isEqualTo(open.at("candidates", 0, "value"));
    assertThat(world.get("/s/bugs/conflicts").at("conflicts")).isEqualTo("[]");
    assertThat(world.get("/s/bugs").at("conflicts")).isEqualTo("0");
  }

  @Test
  void aDeleteBesideAChangeIsSettledByKeepingOrDeleting() {
    String seen = world.send("PUT", T1, "{\"a\":1}").is(201).tag();
    world.send("DELETE", T1, "").is(204);
    world.send("PATCH", T1, "{\"a\":2}", "If-Match", seen).is(412);
    Reply both =
        world.send("PATCH", T1, "{\"a\":2}", "If-Match", seen, "Prefer", "conflict").is(200);
    assertThat(both.at("open")).isEqualTo("[\"_deleted\"]");
    world.send("POST", OPEN_T1, "{\"property\":\"_deleted\",\"value\":7}").is(400);
    Reply kept = world.send("POST", OPEN_T1, "{\"property\":\"_deleted\",\"value\":false}").is(200);
    assertThat(kept.at("open")).isEqualTo("[]");
    assertThat(kept.at("values")).isEqualTo("{\"a\":2}");
  }

  @Test
  void decisionsMadeBeforeAreTold() {
    FakeSpace here = world.space("bugs");
    FakeSpace there = new FakeSpace("bugs", 77);
    world.send("PUT", T1, "{\"a\":1}").is(201);
    there.take(here);
    set(there, 2);
    world.send("PATCH", T1, "{\"a\":3}").is(200);
    here.take(there);
    assertThat(world.get(T1).at("open")).isEqualTo("[\"a\"]");
    there.take(here);
    world.send("POST", OPEN_T1, "{\"property\":\"a\",\"value\":4,\"note\":\"four\"}").is(200);
    set(there, 5);
    here.take(there);
    Reply open = world.get(OPEN_T1).is(200);
    assertThat(open.at("candidates", 1, "property")).isEqualTo("\"a\"");
    // By time, which is earlier there, not in the order in which they came here.
    assertThat(open.at("decisions", 0, "value")).isEqualTo("5");
    assertThat(open.at("decisions", 1, "note")).isEqualTo("\"four\"");
    assertThat(open.at("decisions", 1, "value")).isEqualTo("4");
    assertThat(open.at("decisions", 1, "stands")).isEqualTo("true");
  }

  private static void set(FakeSpace space, int value) {
    RecordKey key = new RecordKey("ticket", "T1");
    Assign assign = new Assign.Set("a", Value.of((long) value));
    space.replica().commit(Draft.of("there", Edit.Update.of(key, List.of(assign))));
  }

  @Test
  void aChangesetIsTakenBack() {
    world.send("PUT", T1, "{\"a\":1}").is(201);
    String number = world.send("PATCH", T1, "{\"a\":2}").is(200).header("Skein-Number");
    Reply undone = world.send("POST", "/s/bugs/undo", "{\"number\":" + number + "}").is(200);
    assertThat(undone.at("result")).isEqualTo("\"written\"");
    assertThat(undone.at("records", 0, "id")).isEqualTo("\"T1\"");
    assertThat(world.get(T1).at("values", "a")).isEqualTo("1");
    world.send("POST", "/s/bugs/undo", "{\"number\":99}").is(404);
    world.send("POST", "/s/bugs/undo", "{\"number\":\"2\"}").is(400);
  }
}
