package skein.store.tables;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import skein.core.value.Value;
import skein.store.tables.TableSchema.Field;
import skein.store.tables.TableSchema.Index;
import skein.store.tables.TableSchema.Table;

/// Reads a `_schema`, and tells the first thing that is wrong with it. Confined to one reading.
final class SchemaReader {
  static final int MOST_TABLES = 64;

  /// In one table, without the implicit ones.
  static final int MOST_FIELDS = 100;

  static final int MOST_INDEXES = 64;
  static final int NAME_CHARACTERS = 100;

  private static final Pattern NAME = Pattern.compile("[A-Za-z][_a-zA-Z0-9]*");

  /// What SQLite keeps for itself; queries that say such a name are refused.
  private static final List<String> RESERVED = List.of("sqlite_", "pragma_");

  /// What columns a full-text table has of its own.
  private static final Set<String> OF_FULL_TEXT = Set.of("rank", "rowid");

  private final Deque<String> path = new ArrayDeque<>();

  private BadSchema wrong(String reason) {
    return new BadSchema(List.copyOf(path), reason);
  }

  TableSchema read(Value value) {
    Map<String, Value> whole = object(value, "a schema");
    for (String key : whole.keySet()) {
      if (!key.equals("schema") && !key.equals("indexes")) {
        path.add(key);
        throw wrong("a schema has the keys schema and indexes, not '" + key + "'");
      }
    }
    Value schema = whole.get("schema");
    if (schema == null) {
      throw wrong("a schema has a key schema, with the tables");
    }
    path.add("schema");
    List<Table> tables = tables(object(schema, "schema"));
    path.removeLast();
    path.add("indexes");
    List<Index> indexes = indexes(whole.getOrDefault("indexes", Value.of(List.of())), tables);
    return new TableSchema(tables, indexes);
  }

  private Map<String, Value> object(Value value, String what) {
    if (value instanceof Value.Obj object) {
      return object.fields();
    }
    throw wrong(what + " is an object in braces");
  }

  private List<Value> array(Value value, String what) {
    if (value instanceof Value.Array array) {
      return array.items();
    }
    throw wrong(what + " is a list in brackets");
  }

  private String text(Value value, String what) {
    if (value instanceof Value.Text text) {
      return text.value();
    }
    throw wrong(what + " is a text");
  }

  private void requireAtMost(int limit, Collection<?> found, String what) {
    if (found.size() > limit) {
      throw wrong("at most %d %s, not %d".formatted(limit, what, found.size()));
    }
  }

  private List<Table> tables(Map<String, Value> written) {
    requireAtMost(MOST_TABLES, written.keySet(), "tables");
    List<Table> tables = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (var entry : written.entrySet()) {
      path.add(entry.getKey());
      requireName(entry.getKey());
      requireFree(taken, entry.getKey(), "table");
      tables.add(table(entry.getKey(), object(entry.getValue(), "a table")));
      path.removeLast();
    }
    tables.forEach(table -> requireRoomForTwin(table, taken));
    return tables;
  }

  private void requireName(String name) {
    if (name.length() > NAME_CHARACTERS) {
      throw wrong("a name has at most " + NAME_CHARACTERS + " characters, not " + name.length());
    }
    if (!NAME.matcher(name).matches()) {
      throw wrong(
          "a name is a letter and then letters, digits and _ (all ASCII), not '" + name + "'");
    }
    for (String reserved : RESERVED) {
      if (name.toLowerCase(Locale.ROOT).startsWith(reserved)) {
        throw wrong("names that begin with " + reserved + " are the database's own");
      }
    }
  }

  /// SQL knows no difference between upper and lower case.
  private void requireFree(Set<String> taken, String name, String what) {
    if (!taken.add(name.toLowerCase(Locale.ROOT))) {
      throw wrong("there is another " + what + " whose name differs from this in case alone");
    }
  }

  private Table table(String name, Map<String, Value> written) {
    requireAtMost(MOST_FIELDS, written.keySet(), "fields in a table");
    List<Field> fields = new ArrayList<>();
    Set<String> taken = new HashSet<>(TableSchema.IMPLICIT);
    for (var entry : written.entrySet()) {
      path.add(entry.getKey());
      requireName(entry.getKey());
      FieldType type = type(entry.getValue());
      if (!TableSchema.IMPLICIT.contains(entry.getKey())) {
        requireFree(taken, entry.getKey(), "field");
        fields.add(new Field(entry.getKey(), type));
      }
      path.removeLast();
    }
    return new Table(name, fields);
  }

  private FieldType type(Value written) {
    String word = text(written, "a type");
    return FieldType.named(word)
        .orElseThrow(() -> wrong("a type is one of " + FieldType.words() + ", not '" + word + "'"));
  }

  /// A full-text table, its parts and its columns have names as well.
  private void requireRoomForTwin(Table table, Set<String> tables) {
    if (table.fullText().isEmpty()) {
      return;
    }
    String twin = table.twin().toLowerCase(Locale.ROOT);
    for (String name : tables) {
      if (name.equals(twin) || name.startsWith(twin + "_")) {
        path.add(table.name());
        throw wrong("its full-text twin needs the names of other tables: " + name);
      }
    }
    for (Field field : table.fields()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (OF_FULL_TEXT.contains(name) || name.equals(twin)) {
        path.add(table.name());
        path.add(field.name());
        throw wrong("a table with a fulltext field has a " + name + " already");
      }
    }
  }

  private List<Index> indexes(Value written, List<Table> tables) {
    List<Value> lists = array(written, "indexes");
    requireAtMost(MOST_INDEXES, lists, "indexes");
    List<Index> indexes = new ArrayList<>();
    for (int i = 0; i < lists.size(); i++) {
      path.add(String.valueOf(i));
      indexes.add(index(array(lists.get(i), "an index"), tables));
      path.removeLast();
    }
    return indexes;
  }

  private Index index(List<Value> words, List<Table> tables) {
    if (words.size() < 2) {
      throw wrong("an index names a table and at least one field");
    }
    requireAtMost(MOST_FIELDS, words, "names in an index");
    path.add("0");
    Table table = table(text(words.getFirst(), "a table's name"), tables);
    path.removeLast();
    List<String> fields = new ArrayList<>();
    for (int i = 1; i < words.size(); i++) {
      path.add(String.valueOf(i));
      fields.add(indexed(text(words.get(i), "a field's name"), table));
      path.removeLast();
    }
    return new Index(table.name(), fields);
  }

  private Table table(String name, List<Table> tables) {
    return tables.stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(() -> wrong("the schema has no table '" + name + "'"));
  }

  private String indexed(String name, Table table) {
    if (TableSchema.IMPLICIT.contains(name)) {
      return name;
    }
    if (table.fullText().contains(name)) {
      throw wrong("the field '" + name + "' is fulltext and needs no index");
    }
    if (table.fields().stream().noneMatch(field -> field.name().equals(name))) {
      throw wrong("the table '" + table.name() + "' has no field '" + name + "'");
    }
    return name;
  }
}
