package skein.testkit.arena.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import skein.core.merge.PropertyView;
import skein.core.merge.RecordView;
import skein.core.record.Dot;
import skein.core.record.Entry;
import skein.core.record.RecordKey;
import skein.core.record.Register;
import skein.core.replica.Found;
import skein.core.replica.Snapshot;
import skein.core.value.Time;
import skein.core.value.Value;
import skein.testkit.arena.model.Broken;

/// The laws about writing anew: nobody sees a difference, no entry of the old changeset is live,
/// and each value knows what it knew and keeps its place among the others.
record AnewLaw(Dot dot, SortedMap<RecordKey, Found> before) {
  private static final String LAW = "what is written anew stays what it was";

  static AnewLaw before(Dot dot, Snapshot snapshot) {
    return new AnewLaw(dot, Views.scan(snapshot));
  }

  void check(Snapshot snapshot) {
    SortedMap<RecordKey, Found> after = Views.scan(snapshot);
    if (!after.keySet().equals(before.keySet())) {
      throw new Broken(LAW, after.keySet() + ", not " + before.keySet());
    }
    after.forEach(
        (key, found) -> {
          Found then = before.get(key);
          if (then == null || found.live().holds(dot)) {
            throw new Broken(LAW, "an entry of " + dot + " in " + key + " is still live");
          }
          if (!Views.shown(found.view()).equals(Views.shown(then.view()))
              || !candidates(found.view()).equals(candidates(then.view()))) {
            throw new Broken(LAW, key + " shows " + found.view() + "\n  not " + then.view());
          }
          Set<Register> registers = new TreeSet<>(then.live().registers().keySet());
          registers.addAll(found.live().registers().keySet());
          registers.remove(Register.Presence.ONLY);
          for (Register register : registers) {
            List<String> now = told(found.live().live(register));
            List<String> once = told(then.live().live(register));
            if (!now.equals(once)) {
              throw new Broken(LAW, register + " of " + key + " holds " + now + "\n  not " + once);
            }
          }
        });
  }

  private static List<Set<Value>> candidates(RecordView view) {
    List<Set<Value>> all = new ArrayList<>();
    for (PropertyView property : view.properties().values()) {
      all.add(Set.copyOf(property.candidates()));
    }
    return all;
  }

  /// What entries tell, whoever wrote them; one of the changeset just after its time.
  private List<String> told(List<Entry> entries) {
    return entries.stream()
        .map(
            entry -> {
              Time time = entry.dot().equals(dot) ? entry.time().next() : entry.time();
              List<Long> absorbed = entry.absorbed().stream().map(one -> one.total()).toList();
              return time + " " + entry.value() + " knows " + entry.was() + absorbed;
            })
        .sorted()
        .toList();
  }
}
