package skein.core.merge;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import skein.core.record.Entry;
import skein.core.record.ValueHash;
import skein.core.value.ReplicaId;
import skein.core.value.Value;

/// Chooses among the live entries of one plain register (spec/merge.md, rules 1 to 3).
public final class Merge {
  private Merge() {}

  /// What a register with these live entries, in [Entry#ORDER], shows under `policy`.
  public static Shown show(List<Entry> live, Policy policy) {
    if (live.size() <= 1) {
      Value value = live.isEmpty() ? Value.Null.ONLY : live.getFirst().value();
      return new Shown(value, Standing.AGREED, live);
    }
    List<Value> values = live.stream().map(Entry::value).distinct().toList();
    if (values.size() == 1) {
      return new Shown(values.getFirst(), Standing.AGREED, live);
    }
    Optional<Value> chosen = chosen(live, values, policy);
    if (chosen.isPresent()) {
      return new Shown(chosen.get(), Standing.POLICY, live);
    }
    Optional<Value> healed = healed(live, values);
    return healed
        .map(value -> new Shown(value, Standing.HEALED, live))
        .orElseGet(() -> new Shown(live.getLast().value(), Standing.OPEN, live));
  }

  private static Optional<Value> chosen(List<Entry> live, List<Value> values, Policy policy) {
    return switch (policy) {
      case Policy.Ask ask -> Optional.empty();
      case Policy.Newest newest -> Optional.of(live.getLast().value());
      case Policy.Oldest oldest -> Optional.of(live.getFirst().value());
      case Policy.Max max -> values.stream().filter(v -> !v.isNull()).max(Value.ORDER);
      case Policy.Min min -> values.stream().filter(v -> !v.isNull()).min(Value.ORDER);
      case Policy.Prefer prefer ->
          live.stream()
              .filter(entry -> entry.dot().replica().equals(prefer.replica()))
              .max(Entry.ORDER)
              .map(Entry::value);
    };
  }

  /// The value that votes or knowledge settle on, if they do.
  private static Optional<Value> healed(List<Entry> live, List<Value> values) {
    Map<Value, ValueHash> hashes = new HashMap<>();
    values.forEach(value -> hashes.put(value, ValueHash.of(value)));
    List<Entry> knowing = live.stream().filter(entry -> knowsAllOthers(entry, hashes)).toList();
    Map<Value, Integer> votes = votes(knowing);
    if (votes.isEmpty()) {
      List<Value> candidates = knowing.stream().map(Entry::value).distinct().toList();
      return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
    }
    int most = votes.values().stream().mapToInt(Integer::intValue).max().getAsInt();
    List<Value> leaders =
        votes.entrySet().stream()
            .filter(vote -> vote.getValue() == most)
            .map(Map.Entry::getKey)
            .toList();
    return leaders.size() == 1 ? Optional.of(leaders.getFirst()) : Optional.empty();
  }

  private static boolean knowsAllOthers(Entry entry, Map<Value, ValueHash> hashes) {
    if (entry.was().isEmpty()) {
      return false;
    }
    Set<ValueHash> known = new HashSet<>(entry.was());
    return hashes.entrySet().stream()
        .allMatch(
            other -> other.getKey().equals(entry.value()) || known.contains(other.getValue()));
  }

  /// Votes by value: one a replica, none for a replica whose branches vote for different values.
  private static Map<Value, Integer> votes(List<Entry> knowing) {
    Map<ReplicaId, Set<Value>> byReplica = new HashMap<>();
    for (Entry entry : knowing) {
      if (entry.isDecision()) {
        byReplica
            .computeIfAbsent(entry.dot().replica(), replica -> new HashSet<>())
            .add(entry.value());
      }
    }
    Map<Value, Integer> votes = new HashMap<>();
    for (Set<Value> choices : byReplica.values()) {
      if (choices.size() == 1) {
        votes.merge(choices.iterator().next(), 1, Integer::sum);
      }
    }
    return votes;
  }
}
