package skein.app.intake;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import skein.app.csv.CsvReader;
import skein.app.csv.Row;
import skein.core.schema.TypeSchema;
import skein.core.value.Value;

/// The rows of a CSV file as items of one type. Confined to one thread.
public final class CsvItems implements Iterator<Item> {
  private final CsvReader rows;
  private final Columns columns;
  private final boolean exact;

  /// @param type of the records
  /// @param idFrom the column with the id
  /// @param renamed the property for a column
  /// @param exact the file was exported: see [CellText]
  /// @throws IllegalArgumentException if the header cannot be used
  public CsvItems(
      CsvReader rows, String type, String idFrom, Map<String, String> renamed, boolean exact) {
    List<String> names =
        switch (rows.header()) {
          case Row.Good good -> good.cells();
          case Row.Bad bad -> throw new IllegalArgumentException(bad.message());
        };
    this.rows = rows;
    this.exact = exact;
    this.columns = Columns.of(names, type, idFrom, renamed, exact);
  }

  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  @Override
  public Item next() {
    return switch (rows.next()) {
      case Row.Good good -> item(good);
      case Row.Bad bad -> new Item.Bad(bad);
    };
  }

  private Item item(Row.Good row) {
    int characters = row.cells().stream().mapToInt(String::length).sum();
    try {
      return new Item.Good(
          row.line(), columns.key(row.cells()), schema -> values(row, schema), characters);
    } catch (IllegalArgumentException e) {
      return new Item.Bad(new Row.Bad(row.line(), 1, -1, String.valueOf(e.getMessage())));
    }
  }

  private SequencedMap<String, Value> values(Row.Good row, TypeSchema schema) {
    SequencedMap<String, Value> values = new LinkedHashMap<>();
    for (int i = 0; i < columns.properties().size(); i++) {
      String property = columns.properties().get(i);
      if (!property.isEmpty()) {
        String cell = row.cells().get(i);
        values.put(property, exact ? CellText.value(cell) : Columns.value(cell, property, schema));
      }
    }
    return values;
  }
}
