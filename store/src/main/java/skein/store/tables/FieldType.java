package skein.store.tables;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import skein.core.value.Json;
import skein.core.value.Value;

/// What a field of an app's table may hold, and what becomes of a post's value that is of another
/// kind. Source: `spec/tables.md`.
public enum FieldType {
  /// Integers up to 2^53; true is 1 and false 0; anything else is null.
  INT("INTEGER"),
  /// Numbers; anything else is null.
  REAL("REAL"),
  /// A text as it is, any other value as its JSON.
  TEXT("TEXT"),
  /// A text or a number as the post has it, since pages write both; anything else is null.
  DATETIME("ANY"),
  /// As [#TEXT], and its words are indexed.
  FULLTEXT("TEXT");

  private static final double EXACT = 0x1p53;

  private final String column;

  FieldType(String column) {
    this.column = column;
  }

  /// The type with this name in a schema; `float` is another name of `real`.
  static Optional<FieldType> named(String name) {
    String known = name.equals("float") ? "real" : name;
    return Arrays.stream(values()).filter(type -> type.word().equals(known)).findFirst();
  }

  static String words() {
    return Arrays.stream(values()).map(FieldType::word).collect(Collectors.joining(", "));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The type of the column in a STRICT table.
  String column() {
    return column;
  }

  /// What the column holds for a post's value: a Long, a Double, a String or null.
  @Nullable Object cell(Value value) {
    return switch (this) {
      case INT -> whole(value);
      case REAL -> value instanceof Value.Num number ? (Double) number.value() : null;
      case TEXT, FULLTEXT -> text(value);
      case DATETIME ->
          switch (value) {
            case Value.Text text -> text.value();
            case Value.Num number -> number(number.value());
            case Value.Null _, Value.Bool _, Value.Array _, Value.Obj _ -> null;
          };
    };
  }

  private static @Nullable Object whole(Value value) {
    return switch (value) {
      case Value.Bool bool -> bool.value() ? 1L : 0L;
      case Value.Num number when number(number.value()) instanceof Long whole -> whole;
      case Value.Num _, Value.Null _, Value.Text _, Value.Array _, Value.Obj _ -> null;
    };
  }

  private static Object number(double number) {
    if (number == Math.rint(number) && Math.abs(number) <= EXACT) {
      return (long) number;
    }
    return number;
  }

  private static @Nullable String text(Value value) {
    return switch (value) {
      case Value.Null _ -> null;
      case Value.Text text -> text.value();
      case Value.Bool _, Value.Num _, Value.Array _, Value.Obj _ ->
          new String(Json.write(value), StandardCharsets.UTF_8);
    };
  }
}
