package skein.testkit.arena.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import skein.core.history.Body;
import skein.core.history.Line;
import skein.core.history.Naming;
import skein.core.record.Dot;
import skein.core.replica.Snapshot;
import skein.core.replica.StoredChangeset;
import skein.core.value.ReplicaId;
import skein.testkit.arena.model.Broken;
import skein.testkit.arena.model.Node;

/// Another legal order of the same lines: groups whole, a line after the one before it and after
/// what it replaces, else by chance.
final class Shuffle {
  private final List<Group> groups = new ArrayList<>();

  private record Group(List<Line> lines, List<Dot> dots, Set<Dot> needs) {}

  /// `lines` with the dots they have, in the order of the sender's log.
  Shuffle(World world, List<Line> lines, List<Dot> dots) {
    Map<ReplicaId, Group> open = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      Node node = world.ledger.node(dots.get(i)).orElseThrow();
      Group group =
          open.computeIfAbsent(
              node.place().replica(),
              replica -> new Group(new ArrayList<>(), new ArrayList<>(), new HashSet<>()));
      group.lines().add(lines.get(i));
      group.dots().add(node.dot());
      Node parent = node.parent();
      if (parent != null) {
        group.needs().add(parent.dot());
      }
      Body body = node.body();
      if (body != null) {
        group.needs().addAll(Naming.tips(body));
      }
      if (lines.get(i).header().signature() != null) {
        groups.add(group);
        open.remove(node.place().replica());
      }
    }
    if (!open.isEmpty()) {
      throw new Broken("unsigned tails are not served", open.keySet().toString());
    }
  }

  /// The dots of a log, in its order.
  static List<Dot> dots(Snapshot snapshot) {
    return snapshot.reading().log(0, Integer.MAX_VALUE >> 1).stream()
        .map(StoredChangeset::dot)
        .toList();
  }

  List<Line> order(SplittableRandom dice) {
    Map<Dot, Integer> holder = new HashMap<>();
    List<List<Integer>> waiting = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      int number = i;
      groups.get(i).dots().forEach(dot -> holder.put(dot, number));
      waiting.add(new ArrayList<>());
    }
    int[] missing = new int[groups.size()];
    List<Integer> ready = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      Set<Integer> needed = new HashSet<>();
      groups.get(i).needs().forEach(dot -> needed.add(holder.getOrDefault(dot, -1)));
      needed.remove(-1);
      needed.remove(i);
      for (int needs : needed) {
        waiting.get(needs).add(i);
      }
      missing[i] = needed.size();
      if (needed.isEmpty()) {
        ready.add(i);
      }
    }
    List<Line> order = new ArrayList<>();
    while (!ready.isEmpty()) {
      int at = dice.nextInt(ready.size());
      int next = ready.get(at);
      ready.set(at, ready.getLast());
      ready.removeLast();
      order.addAll(groups.get(next).lines());
      for (int waits : waiting.get(next)) {
        if (--missing[waits] == 0) {
          ready.add(waits);
        }
      }
    }
    return order;
  }
}
