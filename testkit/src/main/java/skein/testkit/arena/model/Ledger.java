package skein.testkit.arena.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skein.core.history.Body;
import skein.core.history.BodyReader;
import skein.core.history.Chain;
import skein.core.record.Dot;
import skein.core.record.Seen;
import skein.core.value.Bytes;

/// Every line that was ever properly written in a run, as a tree for each replica: what anybody may
/// have, and nothing else. Confined to its run.
public final class Ledger {
  private final Map<Dot, Node> nodes = new HashMap<>();
  private final Map<String, List<Node>> bySequence = new HashMap<>();
  private final Map<Integer, List<Node>> members = new HashMap<>();
  private final Map<Dot, String> refused = new HashMap<>();
  private int groups;

  /// A number for the next group.
  public int nextGroup() {
    return ++groups;
  }

  public Optional<Node> node(Dot dot) {
    return Optional.ofNullable(nodes.get(dot));
  }

  public int size() {
    return nodes.size();
  }

  /// Notes a line that its author wrote. `good`: whether the author kept the rules; `key`: the
  /// author's; `group`: from [#nextGroup].
  public Node add(Chain place, Bytes bytes, boolean good, Bytes key, int group) {
    Node known = nodes.get(place.dot());
    if (known != null) {
      return known;
    }
    Node parent = parent(place, bytes);
    Node node = new Node(place, parent, good ? parsed(place, bytes) : null, key, group);
    nodes.put(place.dot(), node);
    bySequence.computeIfAbsent(at(place), at -> new ArrayList<>()).add(node);
    members.computeIfAbsent(group, number -> new ArrayList<>()).add(node);
    return node;
  }

  private static String at(Chain place) {
    return place.replica() + ":" + place.seq();
  }

  /// The line before, whose chain leads here; null for a first line.
  private @Nullable Node parent(Chain place, Bytes bytes) {
    if (place.seq() == 1) {
      return null;
    }
    String before = place.replica() + ":" + (place.seq() - 1);
    return bySequence.getOrDefault(before, List.of()).stream()
        .filter(node -> node.place().next(bytes).equals(place))
        .findFirst()
        .orElseThrow(
            () -> new Broken("chain", place.dot() + " was written after a line nobody wrote"));
  }

  /// Notes that nobody may ever integrate this line, and by which law.
  public void refuse(Dot dot, String law) {
    refused.put(dot, law);
  }

  /// The law by which nobody may have this line, if there is one.
  public Optional<String> refused(Dot dot) {
    return Optional.ofNullable(refused.get(dot));
  }

  /// All lines of a group.
  public List<Node> members(int group) {
    return members.getOrDefault(group, List.of());
  }

  private static @Nullable Body parsed(Chain place, Bytes bytes) {
    return switch (BodyReader.read(bytes, null)) {
      case BodyReader.Result.Good good -> good.body();
      case BodyReader.Result.Faulty faulty ->
          throw new Broken(
              "own bodies are never void",
              place.dot() + ": " + faulty.reason() + ": " + bytes.display());
      case BodyReader.Result.Later later ->
          throw new Broken("own bodies are never void", place.dot() + ": v " + later.format());
    };
  }

  /// True if `seen` names the line `node`.
  boolean names(Seen seen, Node node) {
    if (seen.seq() != node.place().seq() || !seen.tip().replica().equals(node.place().replica())) {
      return false;
    }
    Node tip = nodes.get(seen.tip());
    return tip != null && node.leadsTo(tip);
  }

  /// The line that `seen` names.
  public Optional<Node> named(Seen seen) {
    Node at = nodes.get(seen.tip());
    while (at != null && at.place().seq() > seen.seq()) {
      at = at.parent();
    }
    return Optional.ofNullable(at);
  }

  /// These lines and all before them on their chains.
  public List<Node> history(List<Dot> heads) {
    Map<Dot, Node> found = new HashMap<>();
    for (Dot head : heads) {
      Node at = nodes.get(head);
      if (at == null) {
        throw new Broken("forged lines are never integrated", "nobody wrote " + head);
      }
      while (at != null && found.putIfAbsent(at.dot(), at) == null) {
        at = at.parent();
      }
    }
    return new ArrayList<>(found.values());
  }
}
