package skein.store.tables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import skein.core.value.Value;

/// The tables an app wants its posts in: what its page `_schema` says. Immutable.
///
/// @param tables in the order in which they were written
/// @param indexes each over fields of one table
public record TableSchema(List<Table> tables, List<Index> indexes) {
  /// No tables at all: what stands before an app has a schema.
  public static final TableSchema NONE = new TableSchema(List.of(), List.of());

  /// The fields that every table has, whatever its schema says.
  static final List<String> IMPLICIT = List.of("id", "timestamp", "score");

  /// What the name of every full-text twin ends with.
  static final String TWIN = "_fts";

  public TableSchema {
    tables = List.copyOf(tables);
    indexes = List.copyOf(indexes);
  }

  /// A field of a table, without the implicit ones.
  public record Field(String name, FieldType type) {}

  /// A table; `fields` without the implicit `id`, `timestamp` and `score`.
  public record Table(String name, List<Field> fields) {
    public Table {
      fields = List.copyOf(fields);
    }

    /// The names of the fields whose words are indexed.
    List<String> fullText() {
      return fields.stream()
          .filter(field -> field.type() == FieldType.FULLTEXT)
          .map(Field::name)
          .toList();
    }

    /// The table in which MATCH works, if a field is `fulltext`: the same columns once more.
    String twin() {
      return name + TWIN;
    }
  }

  /// An index over these fields of a table, in this order.
  public record Index(String table, List<String> fields) {
    public Index {
      fields = List.copyOf(fields);
    }
  }

  /// Reads the content of a `_schema`.
  ///
  /// @throws BadSchema if it breaks a rule of `spec/tables.md`
  public static TableSchema of(Value value) {
    return new SchemaReader().read(value);
  }

  /// The content of a `_schema` that gives this schema again.
  Value value() {
    var schema = new LinkedHashMap<String, Value>();
    for (Table table : tables) {
      var fields = new LinkedHashMap<String, Value>();
      table.fields().forEach(field -> fields.put(field.name(), Value.of(field.type().word())));
      schema.put(table.name(), Value.of(fields));
    }
    List<Value> lists = new ArrayList<>();
    for (Index index : indexes) {
      List<Value> words = new ArrayList<>();
      words.add(Value.of(index.table()));
      index.fields().forEach(field -> words.add(Value.of(field)));
      lists.add(Value.of(words));
    }
    var whole = new LinkedHashMap<String, Value>();
    whole.put("schema", Value.of(schema));
    whole.put("indexes", Value.of(lists));
    return Value.of(whole);
  }

  /// All names of tables and fields, in lower case.
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (Table table : tables) {
      names.add(table.name().toLowerCase(Locale.ROOT));
      table.fields().forEach(field -> names.add(field.name().toLowerCase(Locale.ROOT)));
    }
    return names;
  }
}
