package skein.core.merge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import skein.core.record.Entry;
import skein.core.record.Lineage;
import skein.core.record.LiveRecord;
import skein.core.record.RecordKey;
import skein.core.record.Register;
import skein.core.value.Value;

/// What a reader sees of a record. `exists`: a live entry says so. `presence`: who says what about
/// it; open while a delete stands beside an update. Unset properties that no conflict concerns are
/// left out.
public record RecordView(
    RecordKey key, boolean exists, Shown presence, SortedMap<String, PropertyView> properties) {

  public RecordView {
    properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
  }

  /// The view of a record. `policies`: the policy of each property; records of system types are
  /// always [Policy.Ask].
  public static RecordView of(
      RecordKey key, LiveRecord live, Function<String, Policy> policies, Lineage lineage) {
    Shown presence = presence(live.live(Register.Presence.ONLY));
    Function<String, Policy> ruling = key.isSystem() ? property -> Policy.ASK : policies;
    SortedMap<String, PropertyView> properties = new TreeMap<>();
    for (Map.Entry<String, SortedMap<Register, List<Entry>>> property : byName(live).entrySet()) {
      String name = property.getKey();
      PropertyView view = property(name, property.getValue(), ruling.apply(name), lineage);
      if (!view.value().isNull() || view.standing() != Standing.AGREED) {
        properties.put(name, view);
      }
    }
    return new RecordView(key, presence.value().equals(Value.of(false)), presence, properties);
  }

  private static Shown presence(List<Entry> live) {
    List<Value> values = live.stream().map(Entry::value).distinct().toList();
    boolean deleted = !values.contains(Value.of(false));
    return new Shown(Value.of(deleted), values.size() > 1 ? Standing.OPEN : Standing.AGREED, live);
  }

  private static SortedMap<String, SortedMap<Register, List<Entry>>> byName(LiveRecord live) {
    SortedMap<String, SortedMap<Register, List<Entry>>> byName = new TreeMap<>();
    live.registers()
        .forEach(
            (register, entries) -> {
              if (!(register instanceof Register.Presence)) {
                byName
                    .computeIfAbsent(register.property(), name -> new TreeMap<>())
                    .put(register, entries);
              }
            });
    return byName;
  }

  private static PropertyView property(
      String name, SortedMap<Register, List<Entry>> registers, Policy policy, Lineage lineage) {
    List<Entry> plain = registers.getOrDefault(new Register.Plain(name), List.of());
    List<Entry> totals = registers.getOrDefault(new Register.Total(name), List.of());
    Shown base = Merge.show(plain, policy);
    SortedMap<Register, List<Entry>> elements = registers.tailMap(new Register.Element(name, ""));
    if (!elements.isEmpty()) {
      return new PropertyView(
          name, PropertyView.Form.SET, setOf(base.value(), elements), base.standing(), plain);
    }
    if (totals.isEmpty()) {
      return new PropertyView(name, PropertyView.Form.PLAIN, base.value(), base.standing(), plain);
    }
    Counter counter = new Counter(base, totals, lineage);
    Standing standing = counter.isOpen() ? Standing.OPEN : base.standing();
    return new PropertyView(name, PropertyView.Form.COUNTER, counter.value(), standing, plain);
  }

  /// The plain list, less the elements that are only false, plus those that are true.
  private static Value setOf(Value plain, SortedMap<Register, List<Entry>> elements) {
    List<Value> items = new ArrayList<>();
    if (plain instanceof Value.Array array) {
      items.addAll(array.items());
    }
    for (Map.Entry<Register, List<Entry>> element : elements.entrySet()) {
      Value text = Value.of(element.getKey().element());
      boolean isIn =
          element.getValue().stream().anyMatch(entry -> entry.value().equals(Value.of(true)));
      if (!isIn) {
        items.removeIf(text::equals);
      } else if (!items.contains(text)) {
        items.add(text);
      }
    }
    return Value.of(items);
  }

  /// The shown values of the properties that are set.
  public SortedMap<String, Value> values() {
    SortedMap<String, Value> values = new TreeMap<>();
    properties.forEach(
        (name, view) -> {
          if (!view.value().isNull()) {
            values.put(name, view.value());
          }
        });
    return values;
  }

  public Value value(String property) {
    PropertyView view = properties.get(property);
    return view == null ? Value.Null.ONLY : view.value();
  }

  /// True if presence or a property is in open conflict.
  public boolean isOpen() {
    return presence.standing() == Standing.OPEN
        || (exists && properties.values().stream().anyMatch(PropertyView::isOpen));
  }

  /// True if a reader sees the same in both: values, why, and candidates, whoever wrote them.
  public boolean showsSame(RecordView other) {
    return exists == other.exists
        && presence.standing() == other.presence.standing()
        && properties.keySet().equals(other.properties.keySet())
        && properties.values().stream()
            .allMatch(view -> view.showsSame(other.properties.get(view.name())));
  }
}
