package skein.core.history;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import skein.core.record.Dot;
import skein.core.value.Bytes;
import skein.core.value.ReplicaId;

/// For each replica the ends of its chain that have been integrated: one, or more if it forked.
public record Frontier(SortedMap<ReplicaId, List<Dot>> heads) {
  public static final Frontier EMPTY = new Frontier(new TreeMap<>());

  public Frontier {
    SortedMap<ReplicaId, List<Dot>> copy = new TreeMap<>();
    heads.forEach((replica, dots) -> copy.put(replica, dots.stream().sorted().toList()));
    heads = Collections.unmodifiableSortedMap(copy);
  }

  /// The frontier with these heads, in any order.
  public static Frontier of(List<Dot> heads) {
    SortedMap<ReplicaId, List<Dot>> byReplica =
        heads.stream()
            .collect(Collectors.groupingBy(Dot::replica, TreeMap::new, Collectors.toList()));
    return new Frontier(byReplica);
  }

  public List<Dot> of(ReplicaId replica) {
    return heads.getOrDefault(replica, List.of());
  }

  /// All heads, sorted.
  public List<Dot> all() {
    return heads.values().stream().flatMap(List::stream).toList();
  }

  /// SHA-256 over the heads, one a line: equal for equal frontiers. Two replicas with equal digests
  /// have nothing to tell each other.
  public Bytes digest() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<ReplicaId, List<Dot>> entry : heads.entrySet()) {
      entry.getValue().forEach(head -> text.append(head).append('\n'));
    }
    return Bytes.sha256(Bytes.ofText(text.toString()));
  }
}
