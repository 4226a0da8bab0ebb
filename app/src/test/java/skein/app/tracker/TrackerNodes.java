package skein.app.tracker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import skein.app.cli.Bench;
import skein.app.node.NodeProcess;
import skein.core.value.Value;
import skein.testkit.sample.TrackerEvent;

/// Plays the history of a tracker by nodes in processes of their own, which know each other by
/// links of `share` and meet over HTTP. Every person works at one node, and writes through its
/// record API, after it has synced with a few others, drawn by the seed. The nodes work at the same
/// time on [#DAY] events, then on the next. Whoever writes to a ticket that is not there yet first
/// syncs with the node of the one who opened it. In the middle one node is killed; whoever finds it
/// dead starts it again, at other ports, and tells all its new address.
final class TrackerNodes implements AutoCloseable {
  static final int NODES = 12;

  /// How many events make a day.
  private static final int DAY = 120;

  /// The chance that a node syncs before a write; then again for one more.
  private static final double MEETS = 0.03;

  /// How long one node may wait for what another has to do before.
  private static final long LONGEST_SECONDS = 120;

  private final List<OfficeNode> nodes = new ArrayList<>();
  private final Map<String, OfficeNode> desks = new HashMap<>();
  private final Map<OfficeNode, Random> draws = new HashMap<>();
  private final Map<Integer, CountDownLatch> opened = new HashMap<>();
  private final Traffic traffic = new Traffic();
  private final Set<Integer> written = new ConcurrentSkipListSet<>();
  private final Set<String> found = new ConcurrentSkipListSet<>();
  private final LinkedBlockingQueue<Long> syncNanos = new LinkedBlockingQueue<>();
  private final AtomicInteger away = new AtomicInteger();
  private final AtomicInteger revived = new AtomicInteger();
  private final AtomicInteger steps = new AtomicInteger();
  private final ReentrantLock reviving = new ReentrantLock();

  /// What came of it. `written`: the places of the events that changed something. `found`:
  /// properties that were in open conflict at some node at some time. `syncNanos`: how long each
  /// sync took, both ways together, the shortest first.
  record Report(
      Set<Integer> written, Set<String> found, List<Long> syncNanos, Away away, Traffic traffic) {}

  /// What came of killing: syncs that failed by it, and nodes that began again.
  record Away(int syncs, int revived) {}

  /// Nodes with homes in `folder`, which are still to begin.
  TrackerNodes(Path folder, long seed) {
    for (int i = 1; i <= NODES; i++) {
      OfficeNode node = new OfficeNode(new Bench(folder, "node-" + i), traffic);
      nodes.add(node);
      draws.put(node, new Random(seed * NODES + i));
    }
  }

  /// The first makes the space, the others clone it by a link, and all take up a link of each
  /// other.
  void begin() throws Exception {
    OfficeNode first = nodes.getFirst();
    List<OfficeNode> others = nodes.subList(1, NODES);
    first.skein("init", "-s", OfficeNode.SPACE);
    first.begin(address -> {});
    Map<OfficeNode, List<String>> links = new HashMap<>();
    others.forEach(node -> links.put(node, List.of(first.link())));
    atOnce(others, node -> join(node, links.get(node).getFirst()));
    nodes.forEach(node -> links.put(node, nodes.stream().map(OfficeNode::link).toList()));
    atOnce(nodes, node -> befriend(node, links.get(node)));
  }

  private interface Work {
    void at(OfficeNode node) throws IOException, InterruptedException;
  }

  private static void join(OfficeNode node, String link) throws IOException {
    node.skein("clone", link);
    node.skein("peer", "remove", "127.0.0.1");
    node.begin(address -> {});
  }

  private void befriend(OfficeNode node, List<String> links) {
    for (OfficeNode other : nodes) {
      if (!other.equals(node)) {
        node.skein("peer", "add", other.name(), links.get(nodes.indexOf(other)));
      }
    }
  }

  /// Does the work for all nodes at the same time, and waits for all.
  private static void atOnce(List<OfficeNode> nodes, Work work)
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<OfficeNode>> all = new ArrayList<>();
      for (OfficeNode node : nodes) {
        all.add(
            () -> {
              work.at(node);
              return node;
            });
      }
      for (Future<OfficeNode> one : threads.invokeAll(all)) {
        one.get();
      }
    }
  }

  List<OfficeNode> nodes() {
    return List.copyOf(nodes);
  }

  /// Plays all events, and lets the nodes meet until nobody has news.
  Report play(List<TrackerStep> all) throws Exception {
    seat(all);
    traffic.reset();
    for (int from = 0; from < all.size(); from += DAY) {
      List<TrackerStep> day = all.subList(from, Math.min(all.size(), from + DAY));
      atOnce(nodes, node -> work(node, day, all.size() / 2));
      atOnce(nodes, this::revive);
    }
    for (int round = 0; round < 2; round++) {
      for (OfficeNode node : nodes.subList(1, NODES)) {
        sync(node, nodes.getFirst());
      }
    }
    return new Report(
        new TreeSet<>(written),
        new TreeSet<>(found),
        syncNanos.stream().sorted().toList(),
        new Away(away.get(), revived.get()),
        traffic);
  }

  /// Gives every person a node.
  private void seat(List<TrackerStep> all) {
    List<String> people =
        new ArrayList<>(new TreeSet<>(all.stream().map(TrackerStep::author).toList()));
    Collections.shuffle(people, draws.get(nodes.getFirst()));
    for (int i = 0; i < people.size(); i++) {
      desks.put(people.get(i), nodes.get(i % NODES));
    }
    all.forEach(step -> opened.put(step.event().issue(), new CountDownLatch(1)));
  }

  private void work(OfficeNode node, List<TrackerStep> day, int middle)
      throws IOException, InterruptedException {
    Random draw = draws.get(node);
    for (TrackerStep step : day) {
      if (desk(step.author()).equals(node)) {
        for (boolean meets = draw.nextDouble() < MEETS; meets; meets = draw.nextDouble() < MEETS) {
          sync(node, other(node, draw));
        }
        write(node, step);
        if (step.event().action() instanceof TrackerEvent.Create) {
          opened(step).countDown();
        }
        if (steps.incrementAndGet() == middle) {
          other(node, draw).process().kill();
        }
      }
    }
  }

  private OfficeNode other(OfficeNode node, Random draw) {
    int ahead = 1 + draw.nextInt(NODES - 1);
    return nodes.get((nodes.indexOf(node) + ahead) % NODES);
  }

  private OfficeNode desk(String person) {
    return Objects.requireNonNull(desks.get(person), person);
  }

  private CountDownLatch opened(TrackerStep step) {
    return Objects.requireNonNull(opened.get(step.event().issue()), step::toString);
  }

  /// False if it failed as one of both had been killed; it fails for no other reason.
  private boolean sync(OfficeNode node, OfficeNode peer) throws IOException, InterruptedException {
    NodeProcess mine = node.process();
    NodeProcess theirs = peer.process();
    long start = System.nanoTime();
    try {
      Value synced = node.sync(peer.name());
      String error = NodeProcess.text(synced, "error");
      if (error.equals("null")) {
        syncNanos.add(System.nanoTime() - start);
        found.addAll(node.open());
        return true;
      }
      if (!theirs.isKilled()) {
        throw new AssertionError(node.name() + " with " + peer.name() + ": " + error);
      }
    } catch (IOException e) {
      if (!mine.isKilled()) {
        throw e;
      }
    }
    away.incrementAndGet();
    return false;
  }

  private void write(OfficeNode node, TrackerStep step) throws IOException, InterruptedException {
    OfficeNode.Wrote wrote = tried(node, step);
    if (wrote == OfficeNode.Wrote.UNKNOWN) {
      if (!opened(step).await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody opened the issue of " + step);
      }
      OfficeNode opener = desk(step.opener());
      while (!sync(node, opener)) {
        revive(node);
        revive(opener);
      }
      wrote = tried(node, step);
    }
    switch (wrote) {
      case CHANGESET -> written.add(step.index());
      case NOTHING -> {}
      case UNKNOWN -> throw new AssertionError(node.name() + " cannot write " + step);
    }
  }

  /// Who is killed before the answer comes looks, once it is back, whether the event was written.
  private OfficeNode.Wrote tried(OfficeNode node, TrackerStep step)
      throws IOException, InterruptedException {
    NodeProcess process = node.process();
    try {
      return node.write(step);
    } catch (IOException e) {
      if (!process.isKilled()) {
        throw e;
      }
      revive(node);
      return node.holds(step) ? OfficeNode.Wrote.CHANGESET : node.write(step);
    }
  }

  /// Starts a node again if it was killed, and gives its new address to all.
  private void revive(OfficeNode node) throws IOException {
    reviving.lock();
    try {
      if (node.process().isKilled()) {
        node.close();
        revived.incrementAndGet();
        node.begin(
            address ->
                nodes.stream()
                    .filter(other -> !other.equals(node))
                    .forEach(other -> other.skein("peer", "add", node.name(), address)));
      }
    } finally {
      reviving.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    for (OfficeNode node : nodes) {
      node.close();
    }
  }
}
