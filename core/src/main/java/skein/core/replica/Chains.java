package skein.core.replica;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import skein.core.history.Chain;
import skein.core.history.Frontier;
import skein.core.record.Absorbed;
import skein.core.record.Dot;
import skein.core.record.Lineage;
import skein.core.record.Seen;
import skein.core.value.ReplicaId;

/// The chains of all replicas as one reading shows them, forks included. Confined to its reading.
/// The heads are read when the first is asked for: to look at a record most often none is needed.
final class Chains implements Lineage {
  private final Reading reading;
  private final Map<ReplicaId, List<Branch>> byReplica = new HashMap<>();
  private final Map<Integer, Branch> byId = new HashMap<>();
  private final Map<Dot, Integer> branchOf = new HashMap<>();
  private boolean hasRead;

  Chains(Reading reading) {
    this.reading = reading;
  }

  private Map<Integer, Branch> byId() {
    if (!hasRead) {
      hasRead = true;
      reading.branches().forEach(this::put);
    }
    return byId;
  }

  /// Takes note of a branch that is new or longer.
  void put(Branch branch) {
    byId().put(branch.id(), branch);
    List<Branch> branches =
        byReplica.computeIfAbsent(branch.replica(), replica -> new ArrayList<>(1));
    branches.removeIf(known -> known.id() == branch.id());
    branches.add(branch);
  }

  List<Branch> of(ReplicaId replica) {
    return byId().isEmpty() ? List.of() : byReplica.getOrDefault(replica, List.of());
  }

  Frontier frontier() {
    return Frontier.of(
        byId().values().stream()
            .filter(branch -> branch.head().seq() >= branch.from())
            .map(branch -> branch.head().dot())
            .toList());
  }

  /// True if this changeset has been integrated here.
  boolean has(Dot dot) {
    return branch(dot) != null;
  }

  /// Places of a replica's chains for somebody who looks for the last one that both have: on each
  /// branch the head, the places 1, 2, 4, 8 … before it, and the first. Sorted.
  List<Dot> points(ReplicaId replica) {
    NavigableSet<Dot> points = new TreeSet<>();
    for (Branch branch : of(replica)) {
      long head = branch.head().seq();
      for (long back = 0; back < head; back = Math.max(1, back * 2)) {
        pointAt(branch, head - back).ifPresent(points::add);
      }
      if (head > 0) {
        pointAt(branch, 1).ifPresent(points::add);
      }
    }
    return List.copyOf(points);
  }

  private Optional<Dot> pointAt(Branch end, long seq) {
    return place(covering(end, seq), seq).map(Chain::dot);
  }

  /// The place at `seq` on this very branch.
  Optional<Chain> place(Branch branch, long seq) {
    if (seq < branch.from() || seq > branch.head().seq()) {
      return Optional.empty();
    }
    return seq == branch.head().seq()
        ? Optional.of(branch.head())
        : reading.changeset(branch.id(), seq).map(StoredChangeset::place);
  }

  @Override
  public boolean onChain(Dot dot, Dot tip) {
    if (dot.seq() > tip.seq() || !dot.replica().equals(tip.replica())) {
      return false;
    }
    if (of(dot.replica()).size() <= 1) {
      return true;
    }
    Branch own = branch(dot);
    Branch end = branch(tip);
    return own != null && end != null && covering(end, dot.seq()).id() == own.id();
  }

  @Override
  public boolean reaches(Seen seen, Dot tip) {
    if (seen.seq() > tip.seq() || !seen.tip().replica().equals(tip.replica())) {
      return false;
    }
    if (of(tip.replica()).size() <= 1) {
      return true;
    }
    Branch named = branch(seen.tip());
    Branch end = branch(tip);
    return named != null
        && end != null
        && covering(named, seen.seq()).id() == covering(end, seen.seq()).id();
  }

  /// The branch on which the chain that ends in `branch` has its sequence `seq`.
  Branch covering(Branch branch, long seq) {
    Branch at = branch;
    while (seq < at.from()) {
      Branch parent = byId().get(at.parent());
      if (parent == null) {
        throw new StoreBroken("branch " + at.id() + " of " + at.replica() + " has no parent");
      }
      at = parent;
    }
    return at;
  }

  /// The same name told by the changeset itself, not by a later one of its chain.
  Seen direct(Seen seen) {
    Branch end = branch(seen.tip());
    if (seen.seq() == seen.tip().seq() || end == null) {
      return seen;
    }
    Dot dot = place(covering(end, seen.seq()), seen.seq()).map(Chain::dot).orElse(seen.tip());
    return new Seen(dot, dot.seq());
  }

  /// The same totals, each told by the changeset itself.
  List<Absorbed> direct(List<Absorbed> absorbed) {
    return absorbed.stream().map(one -> new Absorbed(direct(one.seen()), one.total())).toList();
  }

  /// The branch on which `dot` itself stands; null if it has not been integrated.
  @Nullable Branch branch(Dot dot) {
    Integer known = branchOf.get(dot);
    if (known != null) {
      return byId().get(known);
    }
    for (Branch branch : of(dot.replica())) {
      Optional<Chain> place = place(branch, dot.seq());
      if (place.isPresent() && place.get().mark().equals(dot.mark())) {
        branchOf.put(dot, branch.id());
        return branch;
      }
    }
    return null;
  }
}
