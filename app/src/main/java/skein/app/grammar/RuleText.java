package skein.app.grammar;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import skein.core.merge.Policy;
import skein.core.merge.PropertyView.Form;
import skein.core.query.Literal;
import skein.core.record.RecordKey;
import skein.core.schema.PropertyRule.Kind;
import skein.core.value.Value;

/// Arguments that describe a property, as `kind=text policy=newest`.
public final class RuleText {
  private static final List<String> KEYS =
      List.of("kind", "form", "default", "required", "allowed", "policy", "refers");

  private RuleText() {}

  /// The description `before` (null if there is none yet) with these arguments written over it; an
  /// empty value takes the key out. `IllegalArgumentException` for a key or word not known.
  public static Value describe(Value before, List<String> arguments) {
    SequencedMap<String, Value> rule = new LinkedHashMap<>();
    if (before instanceof Value.Obj object) {
      rule.putAll(object.fields());
    }
    for (String argument : arguments) {
      Assignment part = Assignment.parse(argument);
      if (!KEYS.contains(part.property())) {
        throw new IllegalArgumentException(
            "a property has no '" + part.property() + "'; it has " + String.join(", ", KEYS));
      }
      if (part.operand().isEmpty()) {
        rule.remove(part.property());
      } else {
        rule.put(part.property(), checked(part));
      }
    }
    return Value.of(rule);
  }

  private static Value checked(Assignment part) {
    String word = part.operand();
    switch (part.property()) {
      case "kind" -> requireWord("kind", word, Kind.values());
      case "form" -> requireWord("form", word, Form.values());
      case "policy" -> {
        if (!Policy.isKnown(word)) {
          throw new IllegalArgumentException(
              "policy is '" + word + "', not ask, newest, oldest, max, min or 'prefer REPLICA-ID'");
        }
      }
      case "required" -> {
        if (!word.equals("true") && !word.equals("false")) {
          throw new IllegalArgumentException("required is '" + word + "', not true or false");
        }
      }
      case "allowed" -> {
        if (!(Literal.parse(word) instanceof Value.Array)) {
          throw new IllegalArgumentException(
              "allowed is '" + word + "', not a list such as [\"new\",\"open\"]");
        }
      }
      case "refers" -> RecordKey.requireName("type that " + part.property() + " names", word);
      default -> {
        return part.operator() == Assignment.Operator.SET_TEXT
            ? Value.of(word)
            : Literal.parse(word);
      }
    }
    boolean isText = !part.property().equals("required") && !part.property().equals("allowed");
    return isText ? Value.of(word) : Literal.parse(word);
  }

  private static <E extends Enum<E>> void requireWord(String what, String word, E[] known) {
    List<String> words =
        Arrays.stream(known).map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
    if (!words.contains(word)) {
      throw new IllegalArgumentException(
          what
              + " is '"
              + word
              + "', not one of "
              + words.stream().collect(Collectors.joining(", ")));
    }
  }
}
