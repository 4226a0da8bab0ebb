package skein.core.replica;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import skein.core.record.Absorbed;
import skein.core.record.Change;
import skein.core.record.Dot;
import skein.core.record.Entry;
import skein.core.record.Lineage;
import skein.core.record.LiveRecord;
import skein.core.record.RecordKey;
import skein.core.record.Register;
import skein.core.record.Seen;
import skein.core.record.ValueHash;
import skein.core.record.Write;
import skein.core.value.Time;
import skein.core.value.Value;

/// Collects the writes of one change, and works out what each replaces: the entries its author saw,
/// and those of its own replica. Confined.
final class ChangeBuilder {
  private final LiveRecord live;
  private final @Nullable Set<Dot> saw;
  private final @Nullable Dot ownTip;
  private final Lineage lineage;
  private final List<Write> writes = new ArrayList<>();
  private final SortedMap<String, List<Seen>> released = new TreeMap<>();
  private @Nullable Time newest;

  /// `saw`: what a client saw, null for everything; `ownTip`: the end of the author's own chain,
  /// null before its first line.
  ChangeBuilder(LiveRecord live, @Nullable Set<Dot> saw, @Nullable Dot ownTip, Lineage lineage) {
    this.live = live;
    this.saw = saw;
    this.ownTip = ownTip;
    this.lineage = lineage;
  }

  private boolean isSeen(Entry entry) {
    return saw == null || saw.contains(entry.dot());
  }

  /// True for an entry that the author's next line replaces without naming it.
  boolean isOwn(Entry entry) {
    return ownTip != null && lineage.onChain(entry.dot(), ownTip);
  }

  /// Writes a plain value. `absorbed`: for the base of a counter.
  void plain(String property, Value value, List<Absorbed> absorbed) {
    Register register = new Register.Plain(property);
    List<Entry> entries = live.live(register);
    List<Value> newer = unseenOwnValues(entries, value);
    if (newer.isEmpty()) {
      write(register, List.of(value), entries, hashes(entries), absorbed);
    } else {
      newer.add(value);
      write(register, sorted(newer), entries, List.of(), List.of());
    }
  }

  /// Writes a plain value without telling what it replaced.
  void forget(String property, List<Absorbed> absorbed) {
    Register register = new Register.Plain(property);
    write(register, List.of(Value.Null.ONLY), live.live(register), List.of(), absorbed);
  }

  /// Puts several values back beside each other.
  void reopen(String property, List<Value> values) {
    Register register = new Register.Plain(property);
    write(register, sorted(values), live.live(register), List.of(), List.of());
  }

  private static List<Value> sorted(List<Value> values) {
    return values.stream()
        .distinct()
        .sorted((a, b) -> Arrays.compareUnsigned(a.canonical(), b.canonical()))
        .toList();
  }

  /// Writes again what these entries of one changeset hold; it knows what they knew.
  void anew(Register register, List<Entry> entries, List<Absorbed> absorbed) {
    List<Value> values = entries.stream().map(Entry::value).toList();
    List<ValueHash> was = entries.getFirst().was();
    write(register, sorted(values), live.live(register), was, absorbed);
  }

  /// Writes what was told of presence, over what is replaced.
  void presence(List<Value> values) {
    Register presence = Register.Presence.ONLY;
    write(presence, sorted(values), live.live(presence), List.of(), List.of());
  }

  /// Writes the running total of a counter.
  void total(String property, long total) {
    Register register = new Register.Total(property);
    List<Entry> own = live.live(register).stream().filter(this::isOwn).toList();
    write(register, List.of(Value.of(total)), own, List.of(), List.of());
  }

  /// Writes an element of a set; a `false` that meets a newer `true` of the same replica, which the
  /// client had not seen, becomes `true`.
  void element(Register.Element register, boolean isIn) {
    List<Entry> entries = live.live(register);
    boolean meetsNewer = unseenOwnValues(entries, Value.of(false)).contains(Value.of(true));
    write(register, List.of(Value.of(isIn || meetsNewer)), entries, hashes(entries), List.of());
  }

  /// Says that the record exists, beside what others say to the contrary.
  void exists() {
    presence(false, Over.SAME);
  }

  /// Says whether the record is deleted, over everything that was seen.
  void settle(boolean deleted) {
    presence(deleted, Over.ALL);
  }

  /// Which entries of other replicas a write of presence replaces.
  private enum Over {
    SAME,
    ALL
  }

  private void presence(boolean deleted, Over over) {
    List<Entry> entries = live.live(Register.Presence.ONLY);
    boolean meetsNewer = !unseenOwnValues(entries, Value.of(deleted)).isEmpty();
    List<Entry> replaced =
        entries.stream()
            .filter(
                entry ->
                    over == Over.ALL || isOwn(entry) || entry.value().equals(Value.of(deleted)))
            .toList();
    List<Value> values =
        meetsNewer ? List.of(Value.of(false), Value.of(true)) : List.of(Value.of(deleted));
    write(Register.Presence.ONLY, values, replaced, List.of(), List.of());
  }

  /// Puts deleted and not deleted back beside each other.
  void contest() {
    List<Value> both = List.of(Value.of(false), Value.of(true));
    write(Register.Presence.ONLY, both, live.live(Register.Presence.ONLY), List.of(), List.of());
  }

  /// Lets go of all live elements of a set.
  void release(String property) {
    SortedSet<Seen> dots = new TreeSet<>();
    live.registers()
        .forEach(
            (register, entries) -> {
              if (register instanceof Register.Element && register.property().equals(property)) {
                entries.forEach(entry -> dots.add(named(entry)));
                entries.forEach(this::noteReplaced);
              }
            });
    if (!dots.isEmpty()) {
      released.put(property, List.copyOf(dots));
    }
  }

  /// What a new base of the counter absorbs: every total its author saw.
  List<Absorbed> absorbable(String property) {
    List<Entry> totals = live.live(new Register.Total(property));
    if (totals.isEmpty()) {
      return List.of();
    }
    return totals.stream()
        .filter(this::isSeen)
        .filter(entry -> entry.value() instanceof Value.Num)
        .map(entry -> new Absorbed(named(entry), (long) ((Value.Num) entry.value()).value()))
        .sorted()
        .toList();
  }

  /// True if a newer value of the author's own replica, unseen by the client, stands in the way.
  boolean meetsNewer(String property, Value value) {
    return !unseenOwnValues(live.live(new Register.Plain(property)), value).isEmpty();
  }

  private List<Value> unseenOwnValues(List<Entry> entries, Value value) {
    if (entries.isEmpty() || saw == null) {
      return new ArrayList<>(0);
    }
    List<Value> newer = new ArrayList<>();
    for (Entry entry : entries) {
      if (!isSeen(entry)
          && isOwn(entry)
          && !entry.value().equals(value)
          && !newer.contains(entry.value())) {
        newer.add(entry.value());
      }
    }
    return newer;
  }

  /// True for an entry that a write to its register replaces.
  boolean isReplaced(Entry entry) {
    return isSeen(entry) || isOwn(entry);
  }

  /// The hashes of the different values that a write replaces.
  private List<ValueHash> hashes(List<Entry> entries) {
    return entries.isEmpty()
        ? List.of()
        : entries.stream()
            .filter(this::isReplaced)
            .map(Entry::value)
            .distinct()
            .map(ValueHash::of)
            .sorted()
            .toList();
  }

  private static Seen named(Entry entry) {
    return new Seen(entry.dot(), entry.dot().seq());
  }

  private void noteReplaced(Entry entry) {
    if (newest == null || entry.time().compareTo(newest) > 0) {
      newest = entry.time();
    }
  }

  private void write(
      Register register,
      List<Value> values,
      List<Entry> entries,
      List<ValueHash> was,
      List<Absorbed> absorbed) {
    if (entries.isEmpty()) {
      writes.add(new Write(register, values, List.of(), was, absorbed));
      return;
    }
    SortedSet<Seen> over = new TreeSet<>();
    for (Entry entry : entries) {
      if (isReplaced(entry)) {
        noteReplaced(entry);
        if (!isOwn(entry)) {
          over.add(named(entry));
        }
      }
    }
    writes.add(new Write(register, values, List.copyOf(over), was, absorbed));
  }

  boolean isEmpty() {
    return writes.isEmpty() && released.isEmpty();
  }

  /// The time of the newest entry replaced, null if none was.
  @Nullable Time newest() {
    return newest;
  }

  Change build(Change.Op op, RecordKey key) {
    return new Change(op, key, writes, released);
  }
}
