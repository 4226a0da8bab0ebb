package skein.app.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import skein.core.query.Literal;
import skein.core.record.RecordKey;
import skein.core.schema.PropertyRule.Kind;
import skein.core.schema.TypeSchema;
import skein.core.value.Value;
import skein.server.shape.OutsideName;

/// Which column is what: the place of the id, and the property of every other column.
///
/// @param type the type of the records
/// @param idColumn the place of the id, from 0
/// @param properties the property of each column, empty text for a column that is no property
record Columns(String type, int idColumn, List<String> properties) {
  Columns {
    properties = List.copyOf(properties);
  }

  /// Places the columns of a header; `IllegalArgumentException` for a name that is not in it.
  ///
  /// @param renamed the property for a column, by the column's name; for the id column it means
  ///   that it is kept as a property as well
  /// @param exact the names stand as they are in the space
  static Columns of(
      List<String> header, String type, String idFrom, Map<String, String> renamed, boolean exact) {
    requireColumn(header, idFrom);
    renamed.keySet().forEach(name -> requireColumn(header, name));
    List<String> properties = new ArrayList<>();
    for (String name : header) {
      boolean id = name.equals(idFrom) && !renamed.containsKey(name);
      String inside = exact ? name : OutsideName.inside(name);
      String property = id ? "" : renamed.getOrDefault(name, inside);
      if (!id) {
        RecordKey.requireName("property", property);
        if (properties.contains(property)) {
          throw new IllegalArgumentException("two columns would become the property " + property);
        }
      }
      properties.add(property);
    }
    return new Columns(type, header.indexOf(idFrom), properties);
  }

  private static void requireColumn(List<String> header, String name) {
    if (!header.contains(name)) {
      throw new IllegalArgumentException(
          "the file has no column '" + name + "'; it has: " + String.join(", ", header));
    }
  }

  /// The record of a row; `IllegalArgumentException` if its id cannot be one.
  RecordKey key(List<String> cells) {
    return new RecordKey(type, cells.get(idColumn));
  }

  /// What a cell means: nothing is unset, a number in its one canonical form is that number,
  /// everything else is text; where the type wants text, it is text.
  static Value value(String cell, String property, TypeSchema schema) {
    if (cell.isEmpty()) {
      return Value.Null.ONLY;
    }
    boolean number = Character.isDigit(cell.charAt(0)) || cell.charAt(0) == '-';
    if (number && schema.rule(property).kind() != Kind.TEXT) {
      Value parsed = Literal.parse(cell);
      return parsed instanceof Value.Num ? parsed : Value.of(cell);
    }
    return Value.of(cell);
  }
}
