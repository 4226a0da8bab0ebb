package skein.core.replica;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import skein.core.merge.PropertyView;
import skein.core.merge.PropertyView.Form;
import skein.core.merge.RecordView;
import skein.core.record.RecordKey;
import skein.core.record.Register;
import skein.core.schema.Flag;
import skein.core.schema.PropertyRule;
import skein.core.schema.TypeSchema;
import skein.core.value.Value;

/// What is wrong with assignments before anything is written: a sentence for each fault.
final class Faults {
  static final long MAX_INTEGER = 1L << 53;

  private Faults() {}

  static List<String> of(List<Assign> assigns, TypeSchema schema) {
    List<String> faults = new ArrayList<>();
    Set<Assign> targets = new HashSet<>();
    for (Assign assign : assigns) {
      if (!targets.add(target(assign))) {
        faults.add(assign.property() + " is assigned twice");
      }
      fault(assign, schema, faults);
    }
    return faults;
  }

  /// What must not stand twice in one change: a plain value, a total, an element.
  private static Assign target(Assign assign) {
    return switch (assign) {
      case Assign.Set set -> new Assign.Set(set.property(), Value.Null.ONLY);
      case Assign.Add add -> new Assign.Add(add.property(), 0);
      case Assign.Put put -> put;
      case Assign.Drop drop -> new Assign.Put(drop.property(), drop.element());
    };
  }

  private static void fault(Assign assign, TypeSchema schema, List<String> faults) {
    String property = assign.property();
    try {
      RecordKey.requireName("property", property);
      if (property.equals(Register.DELETED)) {
        faults.add("_deleted is the system's: use delete");
        return;
      }
      PropertyRule rule = schema.rule(property);
      switch (assign) {
        case Assign.Set set ->
            rule.check(property, set.value()).map(Flag::message).ifPresent(faults::add);
        case Assign.Add add -> requireForm(property, schema, Form.COUNTER, faults);
        case Assign.Put put -> {
          requireForm(property, schema, Form.SET, faults);
          requireElement(rule, put, faults);
        }
        case Assign.Drop drop -> requireForm(property, schema, Form.SET, faults);
      }
    } catch (IllegalArgumentException e) {
      faults.add(String.valueOf(e.getMessage()));
    }
  }

  private static void requireForm(
      String property, TypeSchema schema, Form form, List<String> faults) {
    if (schema.rules().containsKey(property) && schema.rule(property).form() != form) {
      faults.add(property + " is no " + form.name().toLowerCase(Locale.ROOT) + " by its type");
    }
  }

  /// What would hide a value that stands: a step on what is no integer, an element beside no list.
  static List<String> hiding(List<Assign> assigns, RecordView view) {
    return assigns.stream()
        .filter(assign -> hides(assign, view.properties().get(assign.property())))
        .map(
            assign ->
                assign.property()
                    + " holds what no "
                    + (assign instanceof Assign.Add ? "counter" : "set")
                    + " has")
        .toList();
  }

  private static boolean hides(Assign assign, @Nullable PropertyView now) {
    return now != null
        && switch (assign) {
          case Assign.Set set -> false;
          case Assign.Add add -> now.form() != Form.COUNTER && integer(now.value()).isEmpty();
          case Assign.Put put -> !(now.value() instanceof Value.Array);
          case Assign.Drop drop -> !(now.value() instanceof Value.Array);
        };
  }

  private static void requireElement(PropertyRule rule, Assign.Put put, List<String> faults) {
    RecordKey.requireName("element", put.element());
    if (!rule.allowed().isEmpty() && !rule.allowed().contains(Value.of(put.element()))) {
      faults.add("'" + put.element() + "' is not allowed in " + put.property());
    }
  }

  /// The required properties that a create does not give.
  static List<String> missing(List<Assign> assigns, TypeSchema schema) {
    return schema.rules().entrySet().stream()
        .filter(rule -> rule.getValue().required() && !isGiven(rule.getKey(), assigns))
        .map(rule -> rule.getKey() + " is required")
        .toList();
  }

  static boolean isGiven(String property, List<Assign> assigns) {
    return assigns.stream().anyMatch(assign -> assign.property().equals(property));
  }

  /// The value as an integer within 2^53, if it is one.
  static OptionalLong integer(Value value) {
    return value instanceof Value.Num num
            && num.value() == Math.rint(num.value())
            && Math.abs(num.value()) <= MAX_INTEGER
        ? OptionalLong.of((long) num.value())
        : OptionalLong.empty();
  }
}
