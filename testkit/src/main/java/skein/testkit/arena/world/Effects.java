package skein.testkit.arena.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import skein.core.merge.PropertyView;
import skein.core.merge.RecordView;
import skein.core.merge.Standing;
import skein.core.record.Dot;
import skein.core.record.Entry;
import skein.core.record.LiveRecord;
import skein.core.record.RecordKey;
import skein.core.record.Register;
import skein.core.replica.Assign;
import skein.core.value.Value;
import skein.testkit.arena.model.Broken;
import skein.testkit.arena.model.Ledger;
import skein.testkit.arena.model.Node;
import skein.testkit.arena.plan.Act;

/// The laws about one's own writes: what was asked for is what one then sees, nothing else changes,
/// and what a client had not seen stays. `own`: the new line, null if nothing was written.
record Effects(Ledger ledger, Act act, RecordState before, RecordState after, @Nullable Node own) {
  /// A record at one moment: its live entries, and its view; empty and null before there is one.
  record RecordState(LiveRecord live, @Nullable RecordView view) {
    boolean exists() {
      return view != null && view.exists();
    }

    Value value(String property) {
      return view == null ? Value.Null.ONLY : view.value(property);
    }
  }

  private Broken broken(String law, String message) {
    return new Broken(law, act + ": " + message + "\n  before " + before + "\n  after  " + after);
  }

  void check(@Nullable Set<Dot> saw) {
    if (own == null) {
      if (!before.live().equals(after.live())) {
        throw broken("a write that writes nothing changes nothing", "it did");
      }
      return;
    }
    timeAdvances(own);
    if (saw != null) {
      unseenStays(saw, own);
      return;
    }
    switch (act.kind()) {
      case CREATE -> created();
      case UPDATE -> {
        notIdle();
        updated();
      }
      case KEEP -> {
        updated();
        presenceIs(false);
      }
      case DELETE -> {
        presenceIs(true);
        othersStay(Set.of());
      }
      case PURGE -> purged();
    }
  }

  private void timeAdvances(Node node) {
    var body = node.body();
    before
        .live()
        .registers()
        .forEach(
            (register, entries) -> {
              for (Entry entry : entries) {
                boolean gone = !after.live().live(register).contains(entry);
                if (gone && body != null && entry.time().compareTo(body.time()) >= 0) {
                  throw broken(
                      "a change is later than what it replaces", entry + " by " + body.time());
                }
              }
            });
  }

  /// What the client had not seen stays: others' entries as they are, values of its own replica.
  private void unseenStays(Set<Dot> saw, Node node) {
    before
        .live()
        .registers()
        .forEach(
            (register, entries) -> {
              for (Entry entry : entries) {
                List<Entry> now = after.live().live(register);
                if (!saw.contains(entry.dot()) && !stays(register, entry, now, node)) {
                  throw broken("what a client did not see stays", entry + " is gone");
                }
              }
            });
  }

  private boolean stays(Register register, Entry entry, List<Entry> now, Node node) {
    boolean isOwn = ledger.node(entry.dot()).orElseThrow().leadsTo(node);
    if (!isOwn || now.contains(entry)) {
      return now.contains(entry);
    }
    return switch (register) {
      case Register.Total total -> true;
      case Register.Element element when entry.value().equals(Value.of(false)) -> true;
      case Register.Element element -> holds(now, entry.value());
      case Register.Plain plain -> holds(now, entry.value());
      case Register.Presence presence -> holds(now, entry.value());
    };
  }

  private static boolean holds(List<Entry> entries, Value value) {
    return entries.stream().anyMatch(entry -> entry.value().equals(value));
  }

  private void presenceIs(boolean deleted) {
    if (!after.live().live(Register.Presence.ONLY).stream()
        .allMatch(entry -> entry.value().equals(Value.of(deleted)))) {
      throw broken("presence is what the writer says", "not all say " + deleted);
    }
  }

  private void created() {
    presenceIs(false);
    Map<String, Value> expected = new TreeMap<>();
    for (Assign assign : act.assigns()) {
      switch (assign) {
        case Assign.Set set -> expected.put(set.property(), set.value());
        case Assign.Add add -> expected.put(add.property(), Value.of(add.step()));
        case Assign.Put put ->
            expected.put(put.property(), Value.of(List.of(Value.of(put.element()))));
        case Assign.Drop drop -> {}
      }
    }
    RecordView view = after.view();
    Map<String, Value> shown = view == null ? Map.of() : new TreeMap<>(view.values());
    expected.values().removeIf(Effects::isEmpty);
    shown.values().removeIf(Effects::isEmpty);
    if (!shown.equals(expected)) {
      throw broken("a new record holds what it was given", shown + ", not " + expected);
    }
  }

  /// Unset, the sum of nothing, the set of nothing.
  private static boolean isEmpty(Value value) {
    return value.isNull() || value.equals(Value.of(0L)) || value.equals(Value.of(List.of()));
  }

  private void updated() {
    Set<String> assigned = new TreeSet<>();
    for (Assign assign : act.assigns()) {
      assigned.add(assign.property());
      if (!isDone(assign)) {
        throw broken("a write takes effect", assign + " did not");
      }
    }
    if (!holds(after.live().live(Register.Presence.ONLY), Value.of(false))) {
      throw broken("a write takes effect", "the record does not exist");
    }
    othersStay(assigned);
  }

  private boolean isDone(Assign assign) {
    String property = assign.property();
    Value shown = after.value(property);
    return switch (assign) {
      case Assign.Set set -> {
        List<Entry> plain = after.live().live(new Register.Plain(property));
        boolean counts = !after.live().live(new Register.Total(property)).isEmpty();
        boolean stands =
            plain.isEmpty()
                ? set.value().isNull()
                : plain.stream().allMatch(entry -> entry.value().equals(set.value()));
        yield stands && (!counts || isSet(property) || number(shown) == number(set.value()));
      }
      case Assign.Add add ->
          isSet(property) || number(shown) == number(before.value(property)) + add.step();
      case Assign.Put put -> contains(shown, put.element());
      case Assign.Drop drop -> !contains(shown, drop.element());
    };
  }

  private boolean isSet(String property) {
    return after.live().registers().keySet().stream()
        .anyMatch(
            register ->
                register instanceof Register.Element && register.property().equals(property));
  }

  private static double number(Value value) {
    return value instanceof Value.Num number ? number.value() : 0;
  }

  private static boolean contains(Value value, String element) {
    return value instanceof Value.Array array && array.items().contains(Value.of(element));
  }

  /// An update of plain values that all stand already is not written.
  private void notIdle() {
    List<Boolean> stand = new ArrayList<>();
    for (Assign assign : act.assigns()) {
      boolean stands = false;
      if (assign instanceof Assign.Set set && view(before, set.property()) != null) {
        PropertyView view = view(before, set.property());
        stands =
            view != null
                && view.form() == PropertyView.Form.PLAIN
                && view.standing() == Standing.AGREED
                && view.value().equals(set.value());
      }
      stand.add(stands);
    }
    if (stand.stream().allMatch(one -> one)) {
      throw broken("what stands already is not written", "it was");
    }
  }

  private static @Nullable PropertyView view(RecordState state, String property) {
    RecordView view = state.view();
    return view == null ? null : view.properties().get(property);
  }

  private void othersStay(Set<String> assigned) {
    if (!others(before.live(), assigned).equals(others(after.live(), assigned))) {
      throw broken("a write changes what it names and nothing else", "it did");
    }
  }

  private static Map<Register, List<Entry>> others(LiveRecord live, Set<String> assigned) {
    Map<Register, List<Entry>> others = new TreeMap<>(live.registers());
    others.keySet().removeIf(register -> assigned.contains(register.property()));
    others.remove(Register.Presence.ONLY);
    return others;
  }

  private void purged() {
    presenceIs(true);
    after
        .live()
        .registers()
        .forEach(
            (register, entries) -> {
              boolean gone =
                  switch (register) {
                    case Register.Presence presence -> true;
                    case Register.Total total -> number(after.value(total.property())) == 0;
                    case Register.Plain plain ->
                        entries.stream().allMatch(entry -> entry.value().isNull());
                    case Register.Element element -> false;
                  };
              if (!gone) {
                throw broken("a purge lets everything go", register + " holds " + entries);
              }
            });
  }

  /// The record as a key names it, before or after.
  static RecordState state(skein.core.replica.Snapshot snapshot, RecordKey key) {
    return snapshot
        .record(key)
        .map(found -> new RecordState(found.live(), found.view()))
        .orElse(new RecordState(LiveRecord.EMPTY, null));
  }
}
