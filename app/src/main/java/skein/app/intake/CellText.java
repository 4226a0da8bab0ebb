package skein.app.intake;

import java.nio.charset.StandardCharsets;
import skein.core.query.Literal;
import skein.core.value.Json;
import skein.core.value.Value;

/// A value as a cell of an exported CSV file, and back, with nothing lost: nothing is unset, a text
/// stands as it is unless that would read as something else, all else is strict JSON.
public final class CellText {
  private CellText() {}

  /// The cell for a value.
  public static String of(Value value) {
    return switch (value) {
      case Value.Null none -> "";
      case Value.Text text when isPlain(text) -> text.value();
      case Value.Text text -> json(text);
      case Value.Bool bool -> json(bool);
      case Value.Num number -> json(number);
      case Value.Array array -> json(array);
      case Value.Obj object -> json(object);
    };
  }

  private static boolean isPlain(Value.Text text) {
    return !text.value().isEmpty()
        && text.value().indexOf('\0') < 0
        && Literal.parse(text.value()).equals(text);
  }

  private static String json(Value value) {
    return new String(Json.write(value), StandardCharsets.UTF_8);
  }

  /// The value of a cell.
  public static Value value(String cell) {
    return cell.isEmpty() ? Value.Null.ONLY : Literal.parse(cell);
  }
}
