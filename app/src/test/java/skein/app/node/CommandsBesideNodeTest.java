package skein.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import skein.app.Wiring;
import skein.app.cli.Skein;
import skein.app.view.Screen;
import skein.core.value.Value;

/// Command lines in many processes write to a home that a node serves, which writes as well.
@Tag("full")
@Timeout(180)
final class CommandsBesideNodeTest {
  private static final int PROCESSES = 8;
  private static final int EACH = 200;

  /// With those that come through the node.
  private static final int ALL = (PROCESSES + 1) * EACH;

  @TempDir private Path home;

  @Test
  void noNumberIsUsedTwiceNoneIsLostAndWhoWatchesSeesAll() throws Exception {
    skein("init", "-s", "bugs");
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        NodeProcess node = NodeProcess.start(home)) {
      Iterator<String> events = node.lines("/s/bugs/events").iterator();
      assertThat(events.next()).startsWith("retry: ");
      Future<Set<String>> watched = threads.submit(() -> watched(events));
      Future<Set<String>> asked = threads.submit(() -> asked(node));
      List<Future<List<Value>>> writers = new ArrayList<>();
      for (int i = 0; i < PROCESSES; i++) {
        String name = "W" + i;
        writers.add(threads.submit(() -> commands(name)));
      }
      Future<?> posts = threads.submit(posts(node));
      List<Value> said = new ArrayList<>();
      for (Future<List<Value>> writer : writers) {
        said.addAll(writer.get());
      }
      posts.get();
      long written = System.nanoTime();
      Set<String> expected = expected();
      assertThat(watched.get()).as("what the watcher saw").isEqualTo(expected);
      assertThat(asked.get()).as("what the cursor saw").isEqualTo(expected);
      requireOnce(said, "number");
      requireOnce(said, "changeset");
      assertThat(said).extracting(one -> local(one)).doesNotHaveDuplicates();
      requireWhole(node);
      System.out.printf(
          "%d processes of %d creates and %d through the node: %d ms, all seen after %d ms%n",
          PROCESSES, EACH, EACH, millis(written - start), millis(System.nanoTime() - start));
    }
    assertThat(skein("-s", "bugs", "verify")).isZero();
  }

  private static long millis(long nanos) {
    return nanos / 1_000_000;
  }

  private static String local(Value said) {
    return NodeProcess.text(NodeProcess.items(said, "records").getFirst(), "local");
  }

  private static void requireOnce(List<Value> said, String field) {
    assertThat(said)
        .extracting(one -> NodeProcess.text(one, field))
        .hasSize(PROCESSES * EACH)
        .doesNotContain("null")
        .doesNotHaveDuplicates();
  }

  /// The log counts from 1 without a gap, and every record has a local number of its own.
  private static void requireWhole(NodeProcess node) throws IOException, InterruptedException {
    Set<String> numbers = new HashSet<>();
    Set<String> locals = new HashSet<>();
    for (String cursor = ""; numbers.size() < ALL; ) {
      List<Value> page = NodeProcess.items(node.get("/s/bugs/log?limit=500" + cursor), "log");
      assertThat(page).as("the log after %d changesets", numbers.size()).isNotEmpty();
      page.forEach(one -> numbers.add(NodeProcess.text(one, "number")));
      cursor = "&after=" + NodeProcess.text(page.getLast(), "number");
    }
    assertThat(numbers).isEqualTo(names(IntStream.rangeClosed(1, ALL), ""));
    for (String cursor = "0"; locals.size() < ALL; ) {
      Value changes = node.get("/s/bugs/changes?limit=500&since=" + cursor);
      List<Value> page = NodeProcess.items(changes, "changes");
      assertThat(page).as("the changes after %d records", locals.size()).isNotEmpty();
      page.forEach(one -> locals.add(NodeProcess.text(one, "local")));
      cursor = NodeProcess.text(changes, "cursor");
    }
    assertThat(locals).hasSize(ALL);
  }

  private static Set<String> names(IntStream numbers, String before) {
    Set<String> names = new TreeSet<>();
    numbers.forEach(number -> names.add(before + number));
    return names;
  }

  private static Set<String> expected() {
    Set<String> expected = names(IntStream.range(0, EACH), "node-");
    for (int i = 0; i < PROCESSES; i++) {
      expected.addAll(names(IntStream.range(0, EACH), "W" + i + "-"));
    }
    return expected;
  }

  /// What a process of many command lines said, one answer each.
  private List<Value> commands(String name) throws IOException, InterruptedException {
    Process process =
        NodeProcess.program(home, ManyCreates.class, name, String.valueOf(EACH)).start();
    try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
      List<Value> said = reader.lines().map(NodeProcess::parse).toList();
      assertThat(process.waitFor()).as("exit code of " + name).isZero();
      return said;
    }
  }

  private static Callable<Integer> posts(NodeProcess node) {
    return () -> {
      for (int i = 0; i < EACH; i++) {
        node.post("/s/bugs/records/ticket?id=node-" + i, "{\"n\":" + i + "}");
      }
      return EACH;
    };
  }

  /// The ids that a stream of events tells of, until all were told.
  private static Set<String> watched(Iterator<String> lines) {
    Set<String> seen = new TreeSet<>();
    while (seen.size() < ALL) {
      String line = lines.next();
      if (line.startsWith("data: ")) {
        seen.add(NodeProcess.text(NodeProcess.parse(line.substring("data: ".length())), "id"));
      }
    }
    return seen;
  }

  /// The ids that come to who asks for changes since a cursor, again and again, until all came.
  private static Set<String> asked(NodeProcess node) throws IOException, InterruptedException {
    Set<String> seen = new TreeSet<>();
    for (String cursor = ""; seen.size() < ALL; ) {
      Value changes = node.get("/s/bugs/changes?wait=20&limit=50&since=" + cursor);
      NodeProcess.items(changes, "changes").forEach(one -> seen.add(NodeProcess.text(one, "id")));
      cursor = NodeProcess.text(changes, "cursor");
    }
    return seen;
  }

  private int skein(String... arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    Map<String, String> environment = Map.of("SKEIN_HOME", home.toString());
    return Skein.run(Wiring.setting(new Screen(out, out), home, environment), arguments);
  }
}
