package skein.app.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import skein.core.merge.PropertyView.Form;
import skein.core.query.Literal;
import skein.core.replica.Assign;
import skein.core.schema.TypeSchema;
import skein.core.value.Value;

/// One argument that says what becomes of a property.
///
/// - `name=value` sets it; the value is a number, true, false, a list, an object or a quoted text
///   if it reads as strict JSON for one, else text; nothing or null after `=` unsets it.
/// - `name:=text` sets it to the text as it stands, also if it reads as a number.
/// - `name+=3`, `name-=3` adds to a counter; `name+=text`, `name-=text` puts an element into a set
///   or takes it out. An integer means a counter, unless the type says that the property is a set.
///
/// The operator is the first `=` and what stands right before it. Immutable.
public record Assignment(String property, Operator operator, String operand) {
  /// What stands between name and value.
  public enum Operator {
    SET("="),
    SET_TEXT(":="),
    PLUS("+="),
    MINUS("-=");

    private final String text;

    Operator(String text) {
      this.text = text;
    }
  }

  /// Reads one argument; `IllegalArgumentException` if it is no assignment.
  public static Assignment parse(String argument) {
    int equals = argument.indexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException(
          "'" + argument + "' is no assignment: write name=value, name:=text, name+=x or name-=x");
    }
    Operator operator =
        switch (equals == 0 ? ' ' : argument.charAt(equals - 1)) {
          case ':' -> Operator.SET_TEXT;
          case '+' -> Operator.PLUS;
          case '-' -> Operator.MINUS;
          default -> Operator.SET;
        };
    String name = argument.substring(0, equals + 1 - operator.text.length());
    if (name.isEmpty()) {
      throw new IllegalArgumentException("'" + argument + "' names no property");
    }
    return new Assignment(name, operator, argument.substring(equals + 1));
  }

  /// Reads all arguments, for a record of this type.
  public static List<Assign> all(List<String> arguments, TypeSchema schema) {
    List<Assign> assigns = new ArrayList<>();
    for (String argument : arguments) {
      assigns.add(parse(argument).of(schema));
    }
    return assigns;
  }

  /// What it comes to for a record of this type.
  public Assign of(TypeSchema schema) {
    return switch (operator) {
      case SET -> new Assign.Set(property, operand.isEmpty() ? unset() : Literal.parse(operand));
      case SET_TEXT -> new Assign.Set(property, Value.of(operand));
      case PLUS, MINUS -> step(schema);
    };
  }

  private static Value unset() {
    return Value.Null.ONLY;
  }

  private Assign step(TypeSchema schema) {
    Value value = Literal.parse(operand);
    boolean plus = operator == Operator.PLUS;
    if (schema.rule(property).form() != Form.SET && value instanceof Value.Num number) {
      return new Assign.Add(property, plus ? whole(number.value()) : -whole(number.value()));
    }
    if (schema.rule(property).form() == Form.COUNTER) {
      throw new IllegalArgumentException(
          property + " is a counter" + ": it takes an integer, not '" + operand + "'");
    }
    String element = value instanceof Value.Text text ? text.value() : operand;
    return plus ? new Assign.Put(property, element) : new Assign.Drop(property, element);
  }

  private long whole(double number) {
    if (number != Math.rint(number) || Math.abs(number) > 1L << 53) {
      throw new IllegalArgumentException(
          property + " counts whole numbers within 2^53, not " + operand.toLowerCase(Locale.ROOT));
    }
    return (long) number;
  }
}
