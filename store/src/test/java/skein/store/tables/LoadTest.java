package skein.store.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static skein.store.tables.Samples.BOARD;
import static skein.store.tables.Samples.fill;
import static skein.store.tables.Samples.put;
import static skein.store.tables.Samples.shown;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many ask at once, some of them badly; tables change meanwhile.
final class LoadTest {
  private static final int ATTACKERS = 200;
  private static final String ENDLESS =
      "WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT count(*) FROM r";
  private final Queries queries = Queries.start();
  private final AtomicBoolean enough = new AtomicBoolean();
  private final List<Thread> threads = new ArrayList<>();
  @TempDir Path folder = Path.of("");
  private Tables tables;

  @BeforeEach
  void fillTables() {
    tables = Tables.open(folder);
    List<PostChange> posts = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      posts.add(put("p" + i, "{'_table':'posts','body':'text number %d'}".formatted(i)));
    }
    fill(tables, BOARD, posts, 1);
  }

  @AfterEach
  void close() throws InterruptedException {
    enough.set(true);
    for (Thread thread : threads) {
      thread.interrupt();
      thread.join();
    }
    tables.close();
    queries.close();
  }

  private void again(int count, Runnable work) {
    for (int i = 0; i < count; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (!enough.get()) {
                      work.run();
                    }
                  }));
    }
  }

  /// The attackers ask again as soon as they are refused.
  @Test
  void simpleQueriesAreAnsweredWhileTwoHundredEndlessOnesAreAsked() throws InterruptedException {
    CountDownLatch attacked = new CountDownLatch(ATTACKERS);
    Set<String> told = ConcurrentHashMap.newKeySet();
    again(
        ATTACKERS,
        () -> {
          attacked.countDown();
          told.add(shown(queries.ask(tables, Query.of(ENDLESS))).replaceAll(":.*", ""));
        });
    attacked.await();
    Query simple = Query.of("SELECT body FROM posts ORDER BY timestamp DESC LIMIT 20");
    for (int i = 0; i < 2_000; i++) {
      assertThat(queries.ask(tables, simple)).as("query %d", i).isInstanceOf(Answer.Rows.class);
    }
    assertThat(told).isSubsetOf("TIME", "BUSY", "CANCELLED");
  }

  @Test
  void oneAppsQueriesDoNotWaitForThoseOfAnother() throws InterruptedException {
    again(ATTACKERS, () -> queries.ask(tables, Query.of(ENDLESS)));
    try (Tables other = Tables.open(folder.resolve("other"))) {
      String longer =
          "WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r LIMIT 100000)"
              + " SELECT count(*) FROM r";
      assertThat(shown(queries.ask(other, Query.of(longer)))).isEqualTo("[[100000]]");
    }
  }

  @Test
  void queriesAreAnsweredWhileTablesAreRemapped() {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    Query count = Query.of("SELECT count(*), count(DISTINCT score) FROM posts");
    again(2, () -> seen.add(shown(queries.ask(tables, count))));
    for (int round = 1; round <= 20; round++) {
      try (Remap remap = tables.remap(BOARD)) {
        for (int i = 0; i < 1_000; i += 100) {
          List<PostChange> some = new ArrayList<>();
          for (int j = i; j < i + 100; j++) {
            some.add(
                new PostChange.Put(
                    new Post("p" + j, 1, round, Samples.json("{'_table':'posts','body':'x'}"))));
          }
          remap.apply(some, i);
        }
        remap.swap();
      }
    }
    seen.add(shown(queries.ask(tables, count)));
    assertThat(seen).isEqualTo(Set.of("[[1000,1]]"));
    assertThat(folder.toFile().list()).contains("view-22.db").doesNotContain("view-21.db");
  }

  @Test
  void aFullLineIsToldAsSuch() throws InterruptedException {
    Lane lane = new Lane(List.of(), 2);
    assertThat(lane.offer("a", () -> {})).isTrue();
    assertThat(lane.offer("a", () -> {})).isTrue();
    assertThat(lane.offer("a", () -> {})).isFalse();
    assertThat(lane.offer("b", () -> {})).isTrue();
    lane.close();
    assertThat(lane.offer("b", () -> {})).isFalse();
  }

  @Test
  void appsTakeTurns() throws InterruptedException {
    Lane lane = new Lane(List.of("one"), 9);
    List<String> served = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(6);
    for (String next : List.of("a1", "a2", "a3", "b1", "b2", "c1")) {
      lane.offer(
          next.substring(0, 1),
          () -> {
            served.add(next);
            done.countDown();
          });
    }
    lane.start();
    done.await();
    lane.close();
    assertThat(served).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
  }

  @Test
  void whoWasServedLastLetsANewcomerPass() throws InterruptedException {
    Lane lane = new Lane(List.of("one"), 9);
    List<String> served = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(3);
    lane.offer(
        "a",
        () -> {
          lane.offer(
              "b",
              () -> {
                served.add("b");
                done.countDown();
              });
          done.countDown();
        });
    lane.offer(
        "a",
        () -> {
          served.add("a");
          done.countDown();
        });
    lane.start();
    done.await();
    lane.close();
    assertThat(served).containsExactly("b", "a");
  }
}
