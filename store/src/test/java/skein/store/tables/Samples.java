package skein.store.tables;

import java.nio.charset.StandardCharsets;
import java.util.List;
import skein.core.value.Json;
import skein.core.value.Value;
import skein.store.tables.PostChange.Put;

/// What the tests of this package have in common: JSON with single quotes, a schema, posts.
final class Samples {
  /// A board: one table with full text, one without, an index.
  static final TableSchema BOARD =
      TableSchema.of(
          json(
              "{'schema':{'posts':{'body':'fulltext','title':'text','votes':'int'},"
                  + "'members':{'name':'text','karma':'real','since':'datetime'}},"
                  + "'indexes':[['posts','timestamp'],['members','name','score']]}"));

  private Samples() {}

  /// Strict JSON, but with `'` for `"`.
  static Value json(String text) {
    return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  static String text(Value value) {
    return new String(Json.write(value), StandardCharsets.UTF_8);
  }

  /// A post of second 100 with score 1.
  static PostChange put(String id, String content) {
    return new Put(new Post(id, 100, 1, json(content)));
  }

  /// The rows of an answer as JSON with `'`; a refusal as its reason and sentence.
  static String shown(Answer answer) {
    return switch (answer) {
      case Answer.Rows rows ->
          text(Value.of(rows.rows().stream().map(Value::of).toList())).replace('"', '\'');
      case Answer.Refused refused -> refused.reason() + ": " + refused.why();
    };
  }

  /// Fills tables anew from a list.
  static void fill(Tables tables, TableSchema schema, List<PostChange> changes, long cursor) {
    try (Remap remap = tables.remap(schema)) {
      remap.apply(changes, cursor);
      remap.swap();
    }
  }
}
