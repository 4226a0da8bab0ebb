package skein.store.tables;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import skein.core.value.Value;
import skein.store.tables.TableSchema.Field;
import skein.store.tables.TableSchema.Index;
import skein.store.tables.TableSchema.Table;

/// The SQL that makes and fills one table. Every name is quoted, so that none is a word of SQL.
///
/// A table with `fulltext` fields has a twin: an FTS5 table whose content is the table's own, which
/// triggers keep in step.
final class Layout {
  private final Table table;
  private final String name;
  private final List<String> columns;

  Layout(Table table) {
    this.table = table;
    this.name = quoted(table.name());
    this.columns =
        Stream.concat(TableSchema.IMPLICIT.stream(), table.fields().stream().map(Field::name))
            .map(Layout::quoted)
            .toList();
  }

  /// By name, as posts say it.
  static Map<String, Layout> all(TableSchema schema) {
    Map<String, Layout> layouts = new LinkedHashMap<>();
    schema.tables().forEach(table -> layouts.put(table.name(), new Layout(table)));
    return layouts;
  }

  private static String quoted(String name) {
    return '"' + name + '"';
  }

  private static String list(List<String> names) {
    return String.join(", ", names);
  }

  List<String> create() {
    List<String> types = new ArrayList<>();
    types.add("\"id\" TEXT NOT NULL PRIMARY KEY");
    types.add("\"timestamp\" INTEGER NOT NULL");
    types.add("\"score\" REAL NOT NULL");
    for (Field field : table.fields()) {
      types.add(quoted(field.name()) + " " + field.type().column());
    }
    List<String> statements = new ArrayList<>();
    statements.add("CREATE TABLE %s (%s) STRICT".formatted(name, list(types)));
    if (!table.fullText().isEmpty()) {
      createTwin(statements);
    }
    return statements;
  }

  private void createTwin(List<String> statements) {
    List<String> indexed = table.fullText().stream().map(Layout::quoted).toList();
    String twin = quoted(table.twin());
    String declared =
        columns.stream()
            .map(column -> indexed.contains(column) ? column : column + " UNINDEXED")
            .collect(Collectors.joining(", "));
    String fresh = prefixed("new", indexed);
    String old = prefixed("old", indexed);
    statements.add(
        """
        CREATE VIRTUAL TABLE %s USING fts5(
          %s, content=%s, content_rowid='_rowid_', tokenize='unicode61 remove_diacritics 2')
        """
            .formatted(twin, declared, name));
    statements.add(
        """
        CREATE TRIGGER %s AFTER INSERT ON %s BEGIN
          INSERT INTO %s (rowid, %s) VALUES (new._rowid_, %s);
        END
        """
            .formatted(quoted("_put_" + table.name()), name, twin, list(indexed), fresh));
    statements.add(
        """
        CREATE TRIGGER %s AFTER DELETE ON %s BEGIN
          INSERT INTO %s (%s, rowid, %s) VALUES ('delete', old._rowid_, %s);
        END
        """
            .formatted(quoted("_remove_" + table.name()), name, twin, twin, list(indexed), old));
  }

  private static String prefixed(String prefix, List<String> names) {
    return names.stream().map(column -> prefix + "." + column).collect(Collectors.joining(", "));
  }

  static String create(Index index, int number) {
    return "CREATE INDEX %s ON %s (%s)"
        .formatted(
            quoted("_index_" + number),
            quoted(index.table()),
            list(index.fields().stream().map(Layout::quoted).toList()));
  }

  String put() {
    return "INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (id) DO UPDATE"
        .concat(" SET timestamp = excluded.timestamp, score = excluded.score")
        .formatted(name, list(columns), list(Collections.nCopies(columns.size(), "?")));
  }

  String raise() {
    return "UPDATE %s SET timestamp = ?, score = ? WHERE id = ?".formatted(name);
  }

  String remove() {
    return "DELETE FROM %s WHERE id = ?".formatted(name);
  }

  /// What [#put] takes.
  @Nullable Object[] row(Post post, Value.Obj content) {
    @Nullable Object[] row = new @Nullable Object[columns.size()];
    row[0] = post.id();
    row[1] = post.seconds();
    row[2] = post.score();
    for (int i = 0; i < table.fields().size(); i++) {
      Field field = table.fields().get(i);
      Value value = content.get(field.name());
      row[TableSchema.IMPLICIT.size() + i] = value == null ? null : field.type().cell(value);
    }
    return row;
  }
}
