package skein.core.replica;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import skein.core.merge.PropertyView;
import skein.core.merge.RecordView;
import skein.core.record.Absorbed;
import skein.core.record.Change.Op;
import skein.core.record.Dot;
import skein.core.record.Entry;
import skein.core.record.LiveRecord;
import skein.core.record.RecordKey;
import skein.core.record.Register;
import skein.core.schema.TypeSchema;
import skein.core.value.Value;

/// Makes changes out of edits: what to write, in which form, over what. Checks the record's type;
/// refuses with sentences. Confined to one transaction.
final class Composer {
  private final Reading reading;
  private final Chains chains;
  private final Schemas schemas;
  private final @Nullable Dot ownTip;

  Composer(Reading reading, Chains chains, Schemas schemas, @Nullable Dot ownTip) {
    this.reading = reading;
    this.chains = chains;
    this.schemas = schemas;
    this.ownTip = ownTip;
  }

  Composed compose(Edit edit) {
    LiveRecord live = reading.record(edit.key()).map(StoredRecord::live).orElse(LiveRecord.EMPTY);
    return switch (edit) {
      case Edit.Create create -> create(create, live);
      case Edit.Update update -> update(update, live);
      case Edit.Delete delete -> delete(delete, live);
      case Edit.Purge purge -> purge(purge, live);
    };
  }

  private ChangeBuilder builder(LiveRecord live, @Nullable Set<Dot> saw) {
    return new ChangeBuilder(live, saw, ownTip, chains);
  }

  private Composed create(Edit.Create create, LiveRecord live) {
    RecordKey key = create.key();
    if (!live.isEmpty() && view(key, live).exists()) {
      return Composed.Rejected.because(key + " exists already; update it, or choose another id");
    }
    TypeSchema schema = schemas.of(key.type());
    List<Assign> assigns = withDefaults(create.assigns(), schema);
    List<String> faults = new ArrayList<>(Faults.of(assigns, schema));
    faults.addAll(Faults.missing(assigns, schema));
    if (!faults.isEmpty()) {
      return new Composed.Rejected(faults);
    }
    ChangeBuilder builder = builder(live, null);
    builder.settle(false);
    Set<Register> written = new HashSet<>();
    for (Assign assign : assigns) {
      Optional<String> fault = force(builder, assign, live, written);
      if (fault.isPresent()) {
        return Composed.Rejected.because(fault.get());
      }
    }
    hideRest(builder, live, written, assigns);
    return new Composed.Changed(builder.build(Op.CREATE, key), builder.newest());
  }

  private static List<Assign> withDefaults(List<Assign> assigns, TypeSchema schema) {
    List<Assign> all = new ArrayList<>(assigns);
    schema
        .rules()
        .forEach(
            (name, rule) -> {
              if (!rule.defaultValue().isNull() && !Faults.isGiven(name, assigns)) {
                all.add(new Assign.Set(name, rule.defaultValue()));
              }
            });
    return all;
  }

  /// Writes an assignment of a create, whatever stands underneath.
  private Optional<String> force(
      ChangeBuilder builder, Assign assign, LiveRecord live, Set<Register> written) {
    switch (assign) {
      case Assign.Set set -> {
        if (!set.value().isNull()) {
          builder.plain(set.property(), set.value(), builder.absorbable(set.property()));
          written.add(new Register.Plain(set.property()));
        }
        return Optional.empty();
      }
      case Assign.Add add -> {
        return add(builder, add, live);
      }
      case Assign.Put put -> {
        Register.Element element = new Register.Element(put.property(), put.element());
        builder.element(element, true);
        written.add(element);
        return Optional.empty();
      }
      case Assign.Drop drop -> {
        return Optional.of("a new record has no element to take out of " + drop.property());
      }
    }
  }

  /// What a create over a deleted record gives no value must not shine through.
  private static void hideRest(
      ChangeBuilder builder, LiveRecord live, Set<Register> written, List<Assign> assigns) {
    for (Register register : live.registers().keySet()) {
      String property = register.property();
      Register plain = new Register.Plain(property);
      if (register instanceof Register.Element element) {
        if (written.add(element)) {
          builder.element(element, isListed(element, assigns));
        }
      } else if (!(register instanceof Register.Presence) && written.add(plain)) {
        builder.plain(property, Value.Null.ONLY, builder.absorbable(property));
      }
    }
  }

  /// True if the list that a create gives holds this element, which must not be hidden then.
  private static boolean isListed(Register.Element element, List<Assign> assigns) {
    return assigns.stream()
        .anyMatch(
            assign ->
                assign instanceof Assign.Set set
                    && set.property().equals(element.property())
                    && set.value() instanceof Value.Array array
                    && array.items().contains(Value.of(element.element())));
  }

  private Composed update(Edit.Update update, LiveRecord live) {
    RecordKey key = update.key();
    if (live.isEmpty()) {
      return Composed.Rejected.because("there is no " + key + " here");
    }
    RecordView view = view(key, live);
    if (!view.exists() && !update.keeps() && !isStale(update.saw(), live)) {
      return Composed.Rejected.because(key + " is deleted; create it again, or undo the delete");
    }
    TypeSchema schema = schemas.of(key.type());
    List<String> faults = new ArrayList<>(Faults.of(update.assigns(), schema));
    faults.addAll(Faults.hiding(update.assigns(), view));
    if (!faults.isEmpty()) {
      return new Composed.Rejected(faults);
    }
    ChangeBuilder builder = builder(live, update.saw());
    for (Assign assign : update.assigns()) {
      Optional<String> fault = assign(builder, assign, live, view);
      if (fault.isPresent()) {
        return Composed.Rejected.because(fault.get());
      }
    }
    boolean settles = update.keeps() && view.presence().values().contains(Value.of(true));
    if (builder.isEmpty() && !settles) {
      return new Composed.Same();
    }
    if (update.keeps()) {
      builder.settle(false);
    } else {
      builder.exists();
    }
    return new Composed.Changed(builder.build(Op.UPDATE, key), builder.newest());
  }

  /// True if something of the record's presence was not seen by the client.
  private static boolean isStale(@Nullable Set<Dot> saw, LiveRecord live) {
    return saw != null
        && live.live(Register.Presence.ONLY).stream().anyMatch(entry -> !saw.contains(entry.dot()));
  }

  private Optional<String> assign(
      ChangeBuilder builder, Assign assign, LiveRecord live, RecordView view) {
    return switch (assign) {
      case Assign.Set set -> set(builder, set, live);
      case Assign.Add add -> add(builder, add, live);
      case Assign.Put put ->
          element(builder, new Register.Element(put.property(), put.element()), true, live, view);
      case Assign.Drop drop ->
          element(
              builder, new Register.Element(drop.property(), drop.element()), false, live, view);
    };
  }

  private Optional<String> set(ChangeBuilder builder, Assign.Set set, LiveRecord live) {
    String property = set.property();
    List<Entry> entries = live.live(new Register.Plain(property));
    List<Absorbed> absorbed = builder.absorbable(property);
    if (stands(entries, set.value()) && absorbs(entries, absorbed)) {
      return Optional.empty();
    }
    if (!absorbed.isEmpty()) {
      if (!set.value().isNull() && Faults.integer(set.value()).isEmpty()) {
        return Optional.of(property + " is a counter: it takes an integer within 2^53");
      }
      if (builder.meetsNewer(property, set.value())) {
        return Optional.of(property + " was set again since it was read; read it and try again");
      }
    }
    builder.plain(property, set.value(), absorbed);
    return Optional.empty();
  }

  private static boolean stands(List<Entry> entries, Value value) {
    return entries.isEmpty()
        ? value.isNull()
        : entries.stream().allMatch(entry -> entry.value().equals(value));
  }

  /// True if the base has absorbed just these totals already.
  private static boolean absorbs(List<Entry> entries, List<Absorbed> absorbed) {
    return absorbed.isEmpty()
        || (!entries.isEmpty() && totals(entries.getLast().absorbed()).equals(totals(absorbed)));
  }

  private static List<String> totals(List<Absorbed> absorbed) {
    return absorbed.stream()
        .map(one -> one.seen().tip().replica() + ":" + one.seen().seq() + "=" + one.total())
        .sorted()
        .toList();
  }

  private Optional<String> add(ChangeBuilder builder, Assign.Add add, LiveRecord live) {
    if (add.step() == 0) {
      return Optional.empty();
    }
    long before = 0;
    for (Entry entry : live.live(new Register.Total(add.property()))) {
      if (builder.isOwn(entry) && entry.value() instanceof Value.Num total) {
        before = (long) total.value();
      }
    }
    if (Math.abs((double) before + add.step()) > Faults.MAX_INTEGER) {
      return Optional.of(add.property() + " would leave what a counter holds, within 2^53");
    }
    builder.total(add.property(), before + add.step());
    return Optional.empty();
  }

  private static Optional<String> element(
      ChangeBuilder builder,
      Register.Element register,
      boolean wanted,
      LiveRecord live,
      RecordView view) {
    List<Entry> entries = live.live(register);
    boolean stands =
        entries.isEmpty()
            ? wanted == isListed(register, view)
            : entries.stream().allMatch(entry -> entry.value().equals(Value.of(wanted)));
    if (!stands) {
      builder.element(register, wanted);
    }
    return Optional.empty();
  }

  private static boolean isListed(Register.Element element, RecordView view) {
    PropertyView property = view.properties().get(element.property());
    return property != null
        && property.value() instanceof Value.Array array
        && array.items().contains(Value.of(element.element()));
  }

  private Composed delete(Edit.Delete delete, LiveRecord live) {
    RecordKey key = delete.key();
    if (live.isEmpty()) {
      return Composed.Rejected.because("there is no " + key + " here");
    }
    if (!view(key, live).exists()) {
      return Composed.Rejected.because(key + " is deleted already");
    }
    ChangeBuilder builder = builder(live, delete.saw());
    builder.settle(true);
    return new Composed.Changed(builder.build(Op.DELETE, key), builder.newest());
  }

  private Composed purge(Edit.Purge purge, LiveRecord live) {
    RecordKey key = purge.key();
    if (live.isEmpty()) {
      return Composed.Rejected.because("there is no " + key + " here");
    }
    ChangeBuilder builder = builder(live, null);
    Set<String> done = new HashSet<>();
    for (Register register : live.registers().keySet()) {
      String property = register.property();
      if (!(register instanceof Register.Presence) && done.add(property)) {
        letGo(builder, property, live);
      }
    }
    if (builder.isEmpty() && !view(key, live).exists()) {
      return new Composed.Same();
    }
    builder.settle(true);
    return new Composed.Changed(builder.build(Op.PURGE, key), builder.newest());
  }

  private static void letGo(ChangeBuilder builder, String property, LiveRecord live) {
    List<Entry> plain = live.live(new Register.Plain(property));
    List<Absorbed> absorbed = builder.absorbable(property);
    if (!stands(plain, Value.Null.ONLY) || !absorbs(plain, absorbed)) {
      builder.forget(property, absorbed);
    }
    builder.release(property);
  }

  private RecordView view(RecordKey key, LiveRecord live) {
    return RecordView.of(key, live, schemas.of(key.type())::policy, chains);
  }
}
