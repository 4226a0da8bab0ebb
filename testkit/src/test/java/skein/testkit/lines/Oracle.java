package skein.testkit.lines;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import skein.core.history.BodyReader;
import skein.core.history.Chain;
import skein.core.history.Charter;
import skein.core.history.Grant;
import skein.core.history.Header;
import skein.core.history.Line;
import skein.core.history.Naming;
import skein.core.record.Dot;
import skein.core.replica.Remark;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;

/// What must become of a transfer, told from identity alone: a line counts if its body is the
/// genuine one after a genuine predecessor, and a group if it ends in that line's own signature. It
/// computes no chain of what it is given, so it cannot share a mistake with core.
final class Oracle {
  /// A genuine line. `prev`: null for a first line.
  private record Node(
      Dot dot, @Nullable Node prev, Bytes body, @Nullable Bytes signature, Set<Dot> tips) {}

  /// What says whose first line it is.
  private record Root(ReplicaId replica, Bytes key, @Nullable Grant grant) {}

  private final boolean granted;
  private final Map<ReplicaId, Root> roots = new HashMap<>();
  private final List<Node> nodes = new ArrayList<>();

  Oracle(World world) {
    granted = world.charter.write() == Charter.Access.GRANTED;
    Map<Node, Chain> places = new HashMap<>();
    List<Line> group = new ArrayList<>();
    for (Line line : world.lines) {
      group.add(line);
      if (line.header().signature() != null) {
        addGroup(world, group, places);
        group.clear();
      }
    }
  }

  private void addGroup(World world, List<Line> group, Map<Node, Chain> places) {
    Header first = group.getFirst().header();
    Bytes key = first.key();
    if (key != null) {
      roots.put(first.replica(), new Root(first.replica(), key, first.grant()));
    }
    Root root = java.util.Objects.requireNonNull(roots.get(first.replica()));
    Bytes grantBytes = root.grant() == null ? Bytes.EMPTY : root.grant().json();
    List<@Nullable Node> befores = new ArrayList<>();
    if (first.seq() == 1) {
      befores.add(null);
    }
    nodes.stream().filter(node -> isPlace(node, first, -1)).forEach(befores::add);
    Chain start = Chain.start(world.charter.space(), first.replica(), grantBytes);
    for (Node before : befores) {
      Chain place = before == null ? start : java.util.Objects.requireNonNull(places.get(before));
      for (Line line : group) {
        place = place.next(line.body());
      }
      Bytes signature = world.sign(root.key(), place.message(world.charter.space()));
      if (signature.equals(group.getLast().header().signature())) {
        add(before, before == null ? start : place(places, before), group, places);
        return;
      }
    }
    throw new IllegalStateException("a genuine group that fits nowhere: " + first);
  }

  private static Chain place(Map<Node, Chain> places, Node node) {
    return java.util.Objects.requireNonNull(places.get(node));
  }

  private void add(@Nullable Node before, Chain start, List<Line> group, Map<Node, Chain> places) {
    Node prev = before;
    Chain place = start;
    for (Line line : group) {
      place = place.next(line.body());
      Node node = new Node(place.dot(), prev, line.body(), line.header().signature(), tips(line));
      nodes.add(node);
      places.put(node, place);
      prev = node;
    }
  }

  private static Set<Dot> tips(Line line) {
    return BodyReader.read(line.body(), null) instanceof BodyReader.Result.Good good
        ? Set.copyOf(Naming.tips(good.body()))
        : Set.of();
  }

  private static boolean isPlace(Node node, Header header, int offset) {
    return node.dot().replica().equals(header.replica())
        && node.dot().seq() == header.seq() + offset;
  }

  /// What must have been integrated, and what must have been said.
  record Expected(Set<Dot> dots, List<String> remarks) {}

  Expected expect(List<Line> lines) {
    Run run = new Run();
    lines.forEach(run::take);
    Set<Dot> dots = new HashSet<>();
    run.accepted.forEach(node -> dots.add(node.dot()));
    return new Expected(dots, run.remarks);
  }

  static String told(Remark.Kind kind, ReplicaId replica, long seq) {
    return replica + ":" + seq + " " + kind;
  }

  /// One transfer to a replica that has nothing.
  private final class Run {
    final Set<Node> accepted = new LinkedHashSet<>();
    final List<String> remarks = new ArrayList<>();
    private final Set<ReplicaId> stopped = new HashSet<>();
    private final Map<ReplicaId, List<Line>> pending = new HashMap<>();

    void take(Line line) {
      Header header = line.header();
      if (stopped.contains(header.replica())) {
        return;
      }
      List<Line> group = pending.computeIfAbsent(header.replica(), replica -> new ArrayList<>());
      if (header.seq() > 1 && (header.key() != null || header.grant() != null)) {
        stop(Remark.Kind.FORGED, header);
      } else if (header.withheld() != null) {
        stop(Remark.Kind.HELD, header);
      } else if (!group.isEmpty() && group.getLast().header().seq() + 1 != header.seq()) {
        stop(Remark.Kind.FORGED, header);
      } else {
        group.add(line);
        if (header.signature() != null) {
          pending.remove(header.replica());
          close(group);
        }
      }
    }

    private void stop(Remark.Kind kind, Header header) {
      remarks.add(told(kind, header.replica(), header.seq()));
      stopped.add(header.replica());
    }

    private void close(List<Line> group) {
      Header first = group.getFirst().header();
      List<List<Node>> chains = new ArrayList<>();
      if (first.seq() == 1) {
        Root root = roots.get(first.replica());
        Bytes key = first.key();
        boolean isKey = key != null && ReplicaId.ofKey(key.toArray()).equals(first.replica());
        boolean isGrant = root != null && java.util.Objects.equals(root.grant(), first.grant());
        if (!isKey || (granted && !isGrant)) {
          stop(Remark.Kind.FORGED, first);
          return;
        }
        if (isGrant) {
          chains.addAll(follow(null, group));
        }
      } else {
        List<Node> befores = accepted.stream().filter(node -> isPlace(node, first, -1)).toList();
        if (befores.isEmpty()) {
          stop(Remark.Kind.HELD, first);
          return;
        }
        befores.forEach(before -> chains.addAll(follow(before, group)));
      }
      settle(group, chains);
    }

    private void settle(List<Line> group, List<List<Node>> chains) {
      Header last = group.getLast().header();
      for (List<Node> chain : chains) {
        Node end = chain.getLast();
        if (accepted.contains(end)) {
          return;
        }
        if (java.util.Objects.equals(end.signature(), last.signature())) {
          integrate(group, chain);
          return;
        }
      }
      stop(Remark.Kind.FORGED, last);
    }

    private void integrate(List<Line> group, List<Node> chain) {
      Set<Dot> here = new HashSet<>();
      accepted.forEach(node -> here.add(node.dot()));
      chain.forEach(node -> here.add(node.dot()));
      for (int i = 0; i < chain.size(); i++) {
        if (!accepted.contains(chain.get(i)) && !here.containsAll(chain.get(i).tips())) {
          stop(Remark.Kind.HELD, group.get(i).header());
          return;
        }
      }
      accepted.addAll(chain);
    }

    /// The genuine chain that these lines are, if they are one.
    private List<List<Node>> follow(@Nullable Node before, List<Line> group) {
      List<Node> chain = new ArrayList<>();
      Node prev = before;
      for (Line line : group) {
        Node at = prev;
        Node next =
            nodes.stream()
                .filter(node -> node.prev() == null ? at == null : node.prev().equals(at))
                .filter(node -> isPlace(node, line.header(), 0))
                .filter(node -> node.body().equals(line.body()))
                .findFirst()
                .orElse(null);
        if (next == null) {
          return List.of();
        }
        chain.add(next);
        prev = next;
      }
      return List.of(chain);
    }
  }
}
