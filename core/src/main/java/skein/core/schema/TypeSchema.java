package skein.core.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import skein.core.merge.Policy;
import skein.core.merge.PropertyView;
import skein.core.merge.RecordView;
import skein.core.record.RecordKey;
import skein.core.value.Value;

/// A record type: a rule for each property that its `_type` record describes. Types are optional
/// and records may have other properties.
public record TypeSchema(String type, SortedMap<String, PropertyRule> rules) {
  /// The type of the records that describe types; their id is the type's name.
  public static final String TYPE = "_type";

  public TypeSchema {
    rules = Collections.unmodifiableSortedMap(new TreeMap<>(rules));
  }

  /// The schema of a type that nothing describes.
  public static TypeSchema none(String type) {
    return new TypeSchema(type, new TreeMap<>());
  }

  /// The key of the record that describes `type`.
  public static RecordKey keyOf(String type) {
    return new RecordKey(TYPE, type);
  }

  /// Reads a `_type` record; while a description is in conflict, its provisional value rules.
  public static TypeSchema read(String type, RecordView view) {
    SortedMap<String, PropertyRule> rules = new TreeMap<>();
    if (view.exists()) {
      view.values().forEach((name, value) -> rules.put(name, PropertyRule.read(value)));
    }
    return new TypeSchema(type, rules);
  }

  public PropertyRule rule(String property) {
    return rules.getOrDefault(property, PropertyRule.NONE);
  }

  public Policy policy(String property) {
    return rule(property).policy();
  }

  /// What is wrong with these shown values.
  public List<Flag> check(Map<String, Value> values) {
    List<Flag> flags = new ArrayList<>();
    rules.forEach(
        (name, rule) ->
            rule.check(name, values.getOrDefault(name, Value.Null.ONLY)).ifPresent(flags::add));
    return flags;
  }

  /// What a reader should know of this record: invalid values, references to records that do not
  /// exist (`exists` answers for type and id), and properties written in another form than the
  /// type's.
  public List<Flag> flags(RecordView view, BiPredicate<String, String> exists) {
    List<Flag> flags = new ArrayList<>(check(view.values()));
    view.properties().values().forEach(property -> flags.addAll(flags(property, exists)));
    return flags;
  }

  private List<Flag> flags(PropertyView property, BiPredicate<String, String> exists) {
    List<Flag> flags = new ArrayList<>();
    PropertyRule rule = rule(property.name());
    String target = rule.refers();
    if (target != null
        && property.value() instanceof Value.Text id
        && !exists.test(target, id.value())) {
      flags.add(
          new Flag(
              property.name(),
              "refers",
              property.name() + " refers to " + target + "/" + id.value() + ", which is not here"));
    }
    if (rules.containsKey(property.name())
        && property.form() != PropertyView.Form.PLAIN
        && property.form() != rule.form()) {
      flags.add(
          new Flag(
              property.name(),
              "form",
              property.name() + " was written as a " + property.form() + " elsewhere"));
    }
    return flags;
  }
}
