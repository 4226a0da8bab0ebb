package skein.core.query;

import java.util.Locale;
import skein.core.value.Value;

/// A test of one property. Ordering compares a number with a number, otherwise texts by their UTF-8
/// bytes; an unset property passes only the negative tests, and `=` against null.
public record Condition(String property, Operator operator, Value operand) {
  /// The operators, longest text first, as [#parse] must try them.
  public enum Operator {
    NOT_EQUAL("!="),
    NOT_CONTAINS("!~"),
    AT_MOST("<="),
    AT_LEAST(">="),
    EQUAL("="),
    LESS("<"),
    GREATER(">"),
    CONTAINS("~");

    private final String text;

    Operator(String text) {
      this.text = text;
    }
  }

  /// Reads `property operator value`, with or without spaces around the operator. The value is a
  /// number, true, false, null or a JSON text if it reads as one, otherwise plain text.
  public static Condition parse(String text) {
    for (int at = 1; at < text.length(); at++) {
      for (Operator operator : Operator.values()) {
        if (text.startsWith(operator.text, at)) {
          String operand = text.substring(at + operator.text.length()).strip();
          return new Condition(text.substring(0, at).strip(), operator, Literal.parse(operand));
        }
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not a condition: property, one of = != < > <= >= ~ !~, value");
  }

  /// True if a property with the shown value `value` passes.
  public boolean test(Value value) {
    return switch (operator) {
      case EQUAL -> isEqual(value);
      case NOT_EQUAL -> !isEqual(value);
      case CONTAINS -> contains(value);
      case NOT_CONTAINS -> !contains(value);
      case LESS -> !value.isNull() && compare(value) < 0;
      case GREATER -> !value.isNull() && compare(value) > 0;
      case AT_MOST -> !value.isNull() && compare(value) <= 0;
      case AT_LEAST -> !value.isNull() && compare(value) >= 0;
    };
  }

  /// Equal as values, or as people write them: `size=12` finds the text `12` too.
  private boolean isEqual(Value value) {
    return value.equals(operand)
        || (!value.isNull() && !operand.isNull() && text(value).equals(text(operand)));
  }

  private boolean contains(Value value) {
    if (value instanceof Value.Array array) {
      return array.items().stream().anyMatch(this::contains);
    }
    return !value.isNull()
        && text(value).toLowerCase(Locale.ROOT).contains(text(operand).toLowerCase(Locale.ROOT));
  }

  private int compare(Value value) {
    if (value instanceof Value.Num && operand instanceof Value.Num) {
      return Value.ORDER.compare(value, operand);
    }
    return Value.ORDER.compare(Value.of(text(value)), Value.of(text(operand)));
  }

  private static String text(Value value) {
    return Literal.print(value);
  }
}
