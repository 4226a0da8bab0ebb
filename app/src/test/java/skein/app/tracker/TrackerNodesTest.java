package skein.app.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.app.home.Home;
import skein.app.home.OpenSpace;
import skein.app.node.NodeProcess;
import skein.core.merge.Standing;
import skein.core.value.Value;
import skein.server.shape.Doc;
import skein.testkit.sample.SampleData;
import skein.testkit.sample.TrackerHistory;

/// A tracker's history over real HTTP, by twelve nodes in twelve processes: in the end all of them
/// tell the same, and nothing that was written is missing or there twice.
final class TrackerNodesTest {
  private static final long SEED = 11;

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  @Test
  @Tag("full")
  void twelveNodesAgreeThoughOneIsKilled() throws Exception {
    replay("small", TrackerHistory.generate(SEED, new TrackerHistory.Size(40, 30)), 1);
    for (SampleData.Sample sample : new SampleData(System.getenv()).histories(SEED)) {
      if (sample.isReal()) {
        replay(sample.toString(), TrackerHistory.read(sample.bytes()), 1);
      }
    }
  }

  @Test
  @Tag("long")
  void twelveNodesAgreeUnderThreeSeeds() throws Exception {
    SampleData.Sample sample = new SampleData(System.getenv()).histories(SEED).getLast();
    for (long seed = 1; seed <= 3; seed++) {
      replay(sample.toString(), TrackerHistory.read(sample.bytes()), seed);
    }
  }

  private void replay(String name, TrackerHistory history, long seed) throws Exception {
    List<TrackerStep> steps = TrackerStep.of(history);
    System.out.println("nodes replay " + name + ", seed " + seed);
    Path homes = folder.resolve("seed-" + seed + "-" + steps.size());
    try (TrackerNodes nodes = new TrackerNodes(homes, seed)) {
      long start = System.nanoTime();
      nodes.begin();
      long begun = System.nanoTime();
      TrackerNodes.Report report = nodes.play(steps);
      long played = System.nanoTime();
      assertThat(report.away().revived()).as("nodes that began again").isEqualTo(1);
      requireEqual(nodes.nodes());
      requireComplete(nodes.nodes(), report.written());
      print(steps, report, nodes.nodes().getFirst());
      System.out.printf(
          "seconds to begin, to play and to compare: %.1f, %.1f, %.1f%n",
          seconds(begun - start), seconds(played - begun), seconds(System.nanoTime() - played));
    }
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }

  /// What a node says of all it knows, but for what is its own.
  private static Map<String, String> told(OfficeNode node) throws Exception {
    Map<String, String> told = new TreeMap<>();
    Value space = node.process().get("/s/tracker");
    told.put("frontier", NodeProcess.text(space, "frontier"));
    told.put("number", NodeProcess.text(space, "number"));
    for (String type : List.of("ticket", "comment")) {
      for (Value record : node.all("records", "records/" + type)) {
        told.put(type + " " + NodeProcess.text(record, "id"), ownless(record));
      }
    }
    for (Value conflict : node.all("conflicts", "conflicts")) {
      told.put("conflict " + NodeProcess.text(conflict, "id"), ownless(conflict));
    }
    told.put("state", NodeProcess.text(node.json("info", "--state", "--json"), "state"));
    return told;
  }

  /// Without local number and order, which differ from replica to replica.
  private static String ownless(Value object) {
    Doc doc = new Doc();
    if (object instanceof Value.Obj fields) {
      fields.fields().forEach(doc::put);
    }
    return doc.put("local", 0).put("order", 0).text();
  }

  private static void requireEqual(List<OfficeNode> nodes) throws Exception {
    Map<String, String> first = told(nodes.getFirst());
    for (OfficeNode node : nodes) {
      assertThat(told(node)).as("what %s tells", node.name()).isEqualTo(first);
    }
  }

  /// Every event that changed something stands once in every log, and nothing else does.
  private static void requireComplete(List<OfficeNode> nodes, Set<Integer> written)
      throws Exception {
    List<String> notes = written.stream().map(index -> "event " + index).sorted().toList();
    Set<String> changesets = new TreeSet<>();
    for (OfficeNode node : nodes) {
      List<Value> log = node.all("log", "log");
      List<String> noted = new ArrayList<>();
      log.forEach(one -> noted.add(NodeProcess.text(one, "note")));
      assertThat(noted.stream().sorted().toList()).as("log of %s", node.name()).isEqualTo(notes);
      log.forEach(one -> changesets.add(NodeProcess.text(one, "changeset")));
    }
    assertThat(changesets).hasSameSizeAs(written);
  }

  private static void print(List<TrackerStep> steps, TrackerNodes.Report report, OfficeNode node) {
    Map<String, Standing> several;
    Home home = node.bench().home();
    try (OpenSpace space = home.open(home.book().spaces().getFirst())) {
      several = space.replica().read(TrackerReplay::several);
    }
    Set<String> found = new HashSet<>(report.found());
    found.addAll(several.keySet());
    long open = several.values().stream().filter(Standing.OPEN::equals).count();
    long healed = several.values().stream().filter(Standing.HEALED::equals).count();
    System.out.println(
        "events | people | changesets | conflicts found | healed | written over | left open");
    System.out.printf(
        "%6d | %6d | %10d | %15d | %6d | %12d | %9d%n",
        steps.size(),
        steps.stream().map(TrackerStep::author).distinct().count(),
        report.written().size(),
        found.size(),
        healed,
        found.size() - healed - open,
        open);
    List<Long> times = report.syncNanos();
    System.out.println(
        "syncs | peer away | requests | KiB asked | KiB answered | sync ms: median | p95 | most");
    System.out.printf(
        "%5d | %9d | %8d | %9d | %12d | %15d | %3d | %4d%n",
        times.size(),
        report.away().syncs(),
        report.traffic().requests.sum(),
        report.traffic().asked.sum() >> 10,
        report.traffic().answered.sum() >> 10,
        times.get(times.size() / 2) / 1_000_000,
        times.get(times.size() * 95 / 100) / 1_000_000,
        times.getLast() / 1_000_000);
  }
}
