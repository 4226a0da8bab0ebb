package skein.core.schema;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skein.core.merge.Policy;
import skein.core.merge.PropertyView.Form;
import skein.core.value.Value;

/// What a `_type` record says of one property. `defaultValue`: written at create when nothing is
/// given, null for none. `allowed`: empty for no limit. `refers`: the type of the record whose id
/// the value is, null for none.
public record PropertyRule(
    Kind kind,
    Form form,
    Value defaultValue,
    boolean required,
    List<Value> allowed,
    Policy policy,
    @Nullable String refers) {

  /// The values a property takes.
  public enum Kind {
    ANY,
    TEXT,
    NUMBER,
    INTEGER,
    BOOLEAN,
    LIST,
    OBJECT;

    boolean takes(Value value) {
      return switch (this) {
        case ANY -> true;
        case TEXT -> value instanceof Value.Text;
        case NUMBER -> value instanceof Value.Num;
        case INTEGER -> value instanceof Value.Num num && num.value() == Math.rint(num.value());
        case BOOLEAN -> value instanceof Value.Bool;
        case LIST -> value instanceof Value.Array;
        case OBJECT -> value instanceof Value.Obj;
      };
    }
  }

  /// The rule of a property that no type describes.
  public static final PropertyRule NONE =
      new PropertyRule(Kind.ANY, Form.PLAIN, Value.Null.ONLY, false, List.of(), Policy.ASK, null);

  public PropertyRule {
    allowed = List.copyOf(allowed);
  }

  /// Reads what a `_type` record holds for a property. What cannot be understood counts as left
  /// out: a remote type is never a reason to fail.
  static PropertyRule read(Value value) {
    if (!(value instanceof Value.Obj rule)) {
      return NONE;
    }
    Value defaultValue = rule.get("default");
    Form form = choice(rule.get("form"), Form.values()).orElse(Form.PLAIN);
    return new PropertyRule(
        choice(rule.get("kind"), Kind.values()).orElse(impliedKind(form)),
        form,
        defaultValue == null ? Value.Null.ONLY : defaultValue,
        Value.of(true).equals(rule.get("required")),
        rule.get("allowed") instanceof Value.Array array ? array.items() : List.of(),
        rule.get("policy") instanceof Value.Text policy ? Policy.parse(policy.value()) : Policy.ASK,
        rule.get("refers") instanceof Value.Text refers ? refers.value() : null);
  }

  private static Kind impliedKind(Form form) {
    return switch (form) {
      case PLAIN -> Kind.ANY;
      case COUNTER -> Kind.INTEGER;
      case SET -> Kind.LIST;
    };
  }

  static <E extends Enum<E>> Optional<E> choice(@Nullable Value value, E[] choices) {
    if (value instanceof Value.Text text) {
      for (E choice : choices) {
        if (choice.name().toLowerCase(Locale.ROOT).equals(text.value())) {
          return Optional.of(choice);
        }
      }
    }
    return Optional.empty();
  }

  /// What is wrong with `value` as the shown value of `property`; empty if nothing is. Unset is a
  /// matter of `required` alone.
  public Optional<Flag> check(String property, Value value) {
    if (value.isNull()) {
      return required
          ? Optional.of(new Flag(property, "required", property + " is required"))
          : Optional.empty();
    }
    if (!kind.takes(value)) {
      return Optional.of(
          new Flag(
              property, "kind", property + " is " + text(value) + ", not " + article(kind.name())));
    }
    if (!allowed.isEmpty() && !allowed.contains(value) && form != Form.SET) {
      return Optional.of(
          new Flag(
              property, "allowed", property + " is " + text(value) + ", allowed are " + choices()));
    }
    return Optional.empty();
  }

  private String choices() {
    return String.join(", ", allowed.stream().map(PropertyRule::text).toList());
  }

  private static String article(String kind) {
    String name = kind.toLowerCase(Locale.ROOT);
    return ("aeiou".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
  }

  private static String text(Value value) {
    return new String(value.canonical(), java.nio.charset.StandardCharsets.UTF_8);
  }
}
