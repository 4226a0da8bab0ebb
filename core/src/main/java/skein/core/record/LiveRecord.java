package skein.core.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import skein.core.value.Time;
import skein.core.value.Value;

/// The live entries of one record, by register: all that is stored of it, and all that a reader's
/// view is made of. An empty register does not stand in the map; entries stand in [Entry#ORDER].
///
/// Integration commutes because an entry leaves only when a change that saw it arrives, and a
/// change never arrives before what it saw (spec/merge.md).
public record LiveRecord(SortedMap<Register, List<Entry>> registers) {
  public static final LiveRecord EMPTY = new LiveRecord(new TreeMap<>());

  public LiveRecord {
    registers = Collections.unmodifiableSortedMap(registers);
  }

  /// The live entries of a register, none if it was never written or released.
  public List<Entry> live(Register register) {
    return registers.getOrDefault(register, List.of());
  }

  /// True if an entry of this changeset is live.
  public boolean holds(Dot dot) {
    return registers.values().stream()
        .anyMatch(entries -> entries.stream().anyMatch(entry -> entry.dot().equals(dot)));
  }

  /// The changesets of which an entry is live.
  public Set<Dot> dots() {
    Set<Dot> dots = new TreeSet<>();
    registers.values().forEach(entries -> entries.forEach(entry -> dots.add(entry.dot())));
    return dots;
  }

  public boolean isEmpty() {
    return registers.isEmpty();
  }

  /// This record after `change`, made by the changeset `dot` at `time`.
  public LiveRecord after(Change change, Dot dot, Time time, Lineage lineage) {
    SortedMap<Register, List<Entry>> next = new TreeMap<>(registers);
    for (Map.Entry<String, List<Seen>> released : change.released().entrySet()) {
      release(next, released.getKey(), released.getValue(), lineage);
    }
    for (Write write : change.writes()) {
      next.put(write.register(), replaced(live(write.register()), write, dot, time, lineage));
    }
    return new LiveRecord(next);
  }

  private static List<Entry> replaced(
      List<Entry> live, Write write, Dot dot, Time time, Lineage lineage) {
    List<Entry> next = new ArrayList<>(live.size() + 1);
    for (Entry entry : live) {
      if (!lineage.onChain(entry.dot(), dot) && !isNamed(write.over(), entry.dot(), lineage)) {
        next.add(entry);
      }
    }
    for (Value value : write.values()) {
      next.add(new Entry(dot, time, value, write.was(), write.absorbed()));
    }
    if (next.size() > 1) {
      next.sort(Entry.ORDER);
    }
    return List.copyOf(next);
  }

  private static void release(
      SortedMap<Register, List<Entry>> registers,
      String property,
      List<Seen> dots,
      Lineage lineage) {
    for (Register register : List.copyOf(registers.keySet())) {
      if (register instanceof Register.Element element && element.property().equals(property)) {
        List<Entry> kept = new ArrayList<>(registers.getOrDefault(register, List.of()));
        kept.removeIf(entry -> isNamed(dots, entry.dot(), lineage));
        if (kept.isEmpty()) {
          registers.remove(register);
        } else {
          registers.put(register, List.copyOf(kept));
        }
      }
    }
  }

  private static boolean isNamed(List<Seen> names, Dot dot, Lineage lineage) {
    for (Seen name : names) {
      if (name.names(dot, lineage)) {
        return true;
      }
    }
    return false;
  }

  /// True if some register that can be in conflict holds two or more different values: the record
  /// that a new policy may show differently.
  public boolean hasSeveral() {
    for (Map.Entry<Register, List<Entry>> entry : registers.entrySet()) {
      if (entry.getValue().size() > 1 && isSeveral(entry.getKey(), entry.getValue())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSeveral(Register register, List<Entry> live) {
    return switch (register) {
      case Register.Element element -> false;
      case Register.Total total ->
          live.stream().map(entry -> entry.dot().replica()).distinct().count() < live.size();
      case Register.Plain plain -> differ(live);
      case Register.Presence presence -> differ(live);
    };
  }

  private static boolean differ(List<Entry> live) {
    return live.stream().anyMatch(entry -> !entry.value().equals(live.getFirst().value()));
  }
}
