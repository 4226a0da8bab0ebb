package skein.core.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import skein.core.history.Body;
import skein.core.history.Naming;
import skein.core.record.Absorbed;
import skein.core.record.Change;
import skein.core.record.Change.Op;
import skein.core.record.Dot;
import skein.core.record.Entry;
import skein.core.record.LiveRecord;
import skein.core.record.RecordKey;
import skein.core.record.Register;
import skein.core.record.ValueHash;
import skein.core.record.Write;
import skein.core.value.Value;

/// Takes a changeset back by a new one: writes what it replaced, wherever its own value still
/// stands alone, and lists what has changed since (spec/merge.md, "Undo"). Confined to one
/// transaction.
final class Undoing {
  private static final int PAGE = 256;
  private final Reading reading;
  private final Chains chains;
  private final @Nullable Dot ownTip;

  Undoing(Reading reading, Chains chains, @Nullable Dot ownTip) {
    this.reading = reading;
    this.chains = chains;
    this.ownTip = ownTip;
  }

  void plan(Dot undoes, Committer.Plan plan) {
    Branch branch = chains.branch(undoes);
    Optional<StoredChangeset> stored =
        branch == null ? Optional.empty() : reading.changeset(branch.id(), undoes.seq());
    if (stored.isEmpty()) {
      plan.reasons.add("there is no changeset " + undoes + " here");
      return;
    }
    Optional<Body> said = stored.get().said();
    if (said.isEmpty()) {
      plan.reasons.add("changeset " + undoes + " is " + stored.get().silence());
      return;
    }
    if (isBeforeForgotten(undoes, said.get())) {
      plan.reasons.add("what stood before changeset " + undoes + " is forgotten here");
      return;
    }
    said.get().changes().forEach(change -> plan.add(undo(change, undoes, plan.left)));
  }

  /// True if a body is not here that the changeset may have replaced entries of: one that it names,
  /// or one of its own chain.
  private boolean isBeforeForgotten(Dot undoes, Body said) {
    long after = 0;
    for (var page = reading.gaps(after, PAGE); !page.isEmpty(); page = reading.gaps(after, PAGE)) {
      for (StoredChangeset gap : page) {
        Dot dot = gap.dot();
        if (chains.onChain(dot, undoes) || Naming.names(said, dot, chains)) {
          return true;
        }
      }
      after = page.getLast().number();
    }
    return false;
  }

  private Composed undo(Change change, Dot undoes, List<String> left) {
    Optional<StoredRecord> stored = reading.record(change.key());
    if (stored.isEmpty()) {
      return new Composed.Same();
    }
    LiveRecord live = stored.get().live();
    ChangeBuilder builder = new ChangeBuilder(live, null, ownTip, chains);
    boolean presenceStands = standsAlone(live.live(Register.Presence.ONLY), undoes);
    if (change.op().deletes() ? !presenceStands : !exists(live)) {
      left.add(change.key() + " was " + (change.op().deletes() ? "changed" : "deleted") + " since");
      return new Composed.Same();
    }
    Past past = new Past(stored.get(), undoes);
    if (change.op() != Op.PURGE && change.writes().stream().anyMatch(past::isAnew)) {
      return Composed.Rejected.because("changeset " + undoes + " only wrote values anew");
    }
    List<Value> before = presenceStands ? past.presenceBefore(change) : List.of(Value.of(false));
    if (before.isEmpty() || before.equals(List.of(Value.of(true)))) {
      builder.settle(true);
      return new Composed.Changed(builder.build(Op.DELETE, change.key()), builder.newest());
    }
    for (Write write : change.writes()) {
      undo(write, live, past, builder, change.key(), left);
    }
    change.released().keySet().forEach(property -> putBack(property, change, past, builder));
    boolean contests = before.size() > 1;
    if (builder.isEmpty() && !contests && !change.op().deletes()) {
      return new Composed.Same();
    }
    if (contests) {
      builder.contest();
    } else if (change.op().deletes()) {
      builder.settle(false);
    } else {
      builder.exists();
    }
    return new Composed.Changed(builder.build(Op.UPDATE, change.key()), builder.newest());
  }

  private static boolean exists(LiveRecord live) {
    return live.live(Register.Presence.ONLY).stream()
        .anyMatch(entry -> entry.value().equals(Value.of(false)));
  }

  private static boolean standsAlone(List<Entry> live, Dot dot) {
    return !live.isEmpty() && live.stream().allMatch(entry -> entry.dot().equals(dot));
  }

  private void undo(
      Write write,
      LiveRecord live,
      Past past,
      ChangeBuilder builder,
      RecordKey key,
      List<String> left) {
    String property = write.register().property();
    switch (write.register()) {
      case Register.Presence presence -> {}
      case Register.Total total -> undoTotal(write, live, past, builder);
      case Register.Plain plain when !standsAlone(live.live(plain), past.dot) ->
          left.add(property + " of " + key + " was changed since");
      case Register.Plain plain -> undoPlain(write, live, past, builder, left);
      case Register.Element element when !standsAlone(live.live(element), past.dot) ->
          left.add("'" + element.element() + "' in " + property + " was changed since");
      case Register.Element element ->
          builder.element(element, past.replaced(write).contains(Value.of(true)));
    }
  }

  private void undoTotal(Write write, LiveRecord live, Past past, ChangeBuilder builder) {
    long step = number(write.values().getFirst()) - past.totalBefore(write.register());
    long own = 0;
    for (Entry entry : live.live(write.register())) {
      own = builder.isOwn(entry) ? number(entry.value()) : own;
    }
    if (step != 0) {
      builder.total(write.register().property(), own - step);
    }
  }

  private static long number(Value value) {
    return Faults.integer(value).orElse(0);
  }

  private static void undoPlain(
      Write write, LiveRecord live, Past past, ChangeBuilder builder, List<String> left) {
    String property = write.register().property();
    List<Value> values = past.replaced(write);
    boolean counter = !live.live(new Register.Total(property)).isEmpty();
    if (values.size() < 2) {
      Value value = values.isEmpty() ? Value.Null.ONLY : values.getFirst();
      builder.plain(property, value, counter ? past.absorbedBefore(write, value) : List.of());
    } else if (counter) {
      left.add(property + " was a decision over counters; set it to what it should be");
    } else {
      builder.reopen(property, values);
    }
  }

  private void putBack(String property, Change change, Past past, ChangeBuilder builder) {
    past.entries.keySet().stream()
        .filter(register -> register.property().equals(property))
        .forEach(
            register -> {
              if (register instanceof Register.Element element && past.released(element, change)) {
                builder.element(element, true);
              }
            });
  }

  /// Every entry that was written to a record before one of its changesets. Read from history.
  private final class Past {
    final Dot dot;
    final Map<Register, List<Entry>> entries = new TreeMap<>();
    private LiveRecord before = LiveRecord.EMPTY;

    Past(StoredRecord stored, Dot dot) {
      this.dot = dot;
      for (StoredChangeset changeset : reading.history(stored, 0)) {
        if (changeset.dot().equals(dot)) {
          break;
        }
        changeset.said().ifPresent(said -> collect(changeset.dot(), said, stored.key()));
      }
    }

    private void collect(Dot at, Body body, RecordKey key) {
      for (Change change : body.changes()) {
        if (change.key().equals(key)) {
          before = before.after(change, at, body.time(), chains);
          for (Write write : change.writes()) {
            for (Value value : write.values()) {
              entries
                  .computeIfAbsent(write.register(), register -> new ArrayList<>())
                  .add(new Entry(at, body.time(), value, write.was(), write.absorbed()));
            }
          }
        }
      }
    }

    /// What presence held before the change: nothing, one of false and true, or both.
    List<Value> presenceBefore(Change change) {
      return change.writes().stream()
          .filter(write -> write.register() instanceof Register.Presence)
          .flatMap(write -> replaced(write).stream())
          .distinct()
          .toList();
    }

    List<Entry> of(Register register) {
      return entries.getOrDefault(register, List.of());
    }

    /// The distinct values that a write replaced: told by `was` where it has one; otherwise those
    /// of the dots it names and of its replica's own entry, if that still stood. An element without
    /// `was` replaced nothing: an earlier entry of its own may have been released by a purge.
    List<Value> replaced(Write write) {
      return replacedEntries(write).stream().map(Entry::value).distinct().toList();
    }

    private List<Entry> replacedEntries(Write write) {
      List<Entry> candidates =
          of(write.register()).stream().filter(entry -> isReplaced(entry, write)).toList();
      if (write.was().isEmpty()) {
        return write.register() instanceof Register.Element ? List.of() : candidates;
      }
      return candidates.stream()
          .filter(entry -> write.was().contains(ValueHash.of(entry.value())))
          .toList();
    }

    private boolean isReplaced(Entry entry, Write write) {
      if (write.over().stream().anyMatch(seen -> seen.names(entry.dot(), chains))) {
        return true;
      }
      return chains.onChain(entry.dot(), dot)
          && (!write.was().isEmpty() || before.live(write.register()).contains(entry));
    }

    /// True for a write that carries on a value with what that knew, not with what it replaced.
    boolean isAnew(Write write) {
      Register register = write.register();
      if (write.isReopening()
          || register instanceof Register.Presence
          || register instanceof Register.Total) {
        return false;
      }
      Value value = write.values().getFirst();
      return !write.was().contains(ValueHash.of(value))
          && before.live(register).stream()
              .anyMatch(entry -> entry.value().equals(value) && isReplaced(entry, write));
    }

    private long lastOwn(Register register) {
      return of(register).stream()
          .filter(entry -> chains.onChain(entry.dot(), dot))
          .mapToLong(entry -> entry.dot().seq())
          .max()
          .orElse(0);
    }

    long totalBefore(Register register) {
      long last = lastOwn(register);
      return of(register).stream()
          .filter(entry -> entry.dot().seq() == last && chains.onChain(entry.dot(), dot))
          .mapToLong(entry -> number(entry.value()))
          .findFirst()
          .orElse(0);
    }

    /// What the earlier base with this value had absorbed.
    List<Absorbed> absorbedBefore(Write write, Value value) {
      return replacedEntries(write).stream()
          .filter(entry -> entry.value().equals(value))
          .max(Entry.ORDER)
          .map(Entry::absorbed)
          .orElse(List.of())
          .stream()
          .map(one -> new Absorbed(chains.direct(one.seen()), one.total()))
          .toList();
    }

    /// True if a purge let go of this element while it was in the set.
    boolean released(Register.Element element, Change purge) {
      return of(element).stream()
          .filter(entry -> entry.value().equals(Value.of(true)))
          .anyMatch(
              entry ->
                  purge.released().getOrDefault(element.property(), List.of()).stream()
                      .anyMatch(seen -> seen.names(entry.dot(), chains)));
    }
  }
}
