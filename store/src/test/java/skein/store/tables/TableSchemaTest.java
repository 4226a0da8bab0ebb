package skein.store.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skein.store.tables.Samples.json;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import skein.store.tables.TableSchema.Field;
import skein.store.tables.TableSchema.Index;
import skein.store.tables.TableSchema.Table;

final class TableSchemaTest {
  private static void refused(String schema, String path, String reason) {
    assertThatThrownBy(() -> TableSchema.of(json(schema)))
        .as(schema)
        .isInstanceOfSatisfying(
            BadSchema.class,
            bad -> {
              assertThat(String.join("/", bad.path())).as(schema).isEqualTo(path);
              assertThat(bad.reason()).as(schema).contains(reason);
            });
  }

  private static String many(int count, String each, String between) {
    return IntStream.range(0, count)
        .mapToObj(i -> each.formatted(i))
        .collect(Collectors.joining(between));
  }

  @Test
  void tablesFieldsAndIndexesAreRead() {
    TableSchema schema =
        TableSchema.of(
            json(
                "{'indexes':[['a','x','score'],['a','id']],'schema':{'a':{'x':'int','y':'float',"
                    + "'z':'fulltext'},'Select':{},"
                    + "'b':{'id':'int','score':'text','w':'datetime'}}}"));
    assertThat(schema)
        .isEqualTo(
            new TableSchema(
                List.of(
                    new Table(
                        "a",
                        List.of(
                            new Field("x", FieldType.INT),
                            new Field("y", FieldType.REAL),
                            new Field("z", FieldType.FULLTEXT))),
                    new Table("Select", List.of()),
                    new Table("b", List.of(new Field("w", FieldType.DATETIME)))),
                List.of(new Index("a", List.of("x", "score")), new Index("a", List.of("id")))));
    assertThat(TableSchema.of(schema.value())).isEqualTo(schema);
    assertThat(TableSchema.of(json("{'schema':{}}"))).isEqualTo(TableSchema.NONE);
  }

  @Test
  void whatHasAnotherShapeIsRefusedWithItsPlace() {
    refused("[]", "", "a schema is an object in braces");
    refused("{}", "", "a schema has a key schema");
    refused("{'schema':[]}", "schema", "schema is an object");
    refused("{'schema':{'a':7}}", "schema/a", "a table is an object");
    refused("{'schema':{},'index':[]}", "index", "not 'index'");
    refused("{'schema':{'a':{'x':1}}}", "schema/a/x", "a type is a text");
    refused(
        "{'schema':{'a':{'y':'int','x':'integer'}}}",
        "schema/a/x",
        "a type is one of int, real, text, datetime, fulltext, not 'integer'");
    refused("{'schema':{'a':{}},'indexes':{}}", "indexes", "indexes is a list");
    refused("{'schema':{'a':{}},'indexes':[['a','id'],7]}", "indexes/1", "an index is a list");
    refused("{'schema':{'a':{}},'indexes':[['a']]}", "indexes/0", "at least one field");
    refused("{'schema':{'a':{}},'indexes':[[7,'id']]}", "indexes/0/0", "a table's name is a text");
    refused("{'schema':{'a':{}},'indexes':[['b','id']]}", "indexes/0/0", "no table 'b'");
    refused("{'schema':{'a':{}},'indexes':[['a',7]]}", "indexes/0/1", "a field's name is a text");
    refused("{'schema':{'a':{}},'indexes':[['a','id','x']]}", "indexes/0/2", "no field 'x'");
    refused(
        "{'schema':{'a':{'x':'fulltext'}},'indexes':[['a','x']]}",
        "indexes/0/1",
        "is fulltext and needs no index");
  }

  @Test
  void namesThatWouldClashAreRefused() {
    for (String name : List.of("", "1a", "_a", "a b", "ä", "a-b", "a\\\"", "a;")) {
      String shown = name.replace("\\\"", "\"");
      refused("{'schema':{'%s':{}}}".formatted(name), "schema/" + shown, "a name is a letter");
      refused("{'schema':{'a':{'%s':'int'}}}".formatted(name), "schema/a/" + shown, "a name is");
    }
    refused("{'schema':{'sqlite_x':{}}}", "schema/sqlite_x", "the database's own");
    refused("{'schema':{'a':{'Pragma_x':'int'}}}", "schema/a/Pragma_x", "the database's own");
    refused("{'schema':{'a':{},'A':{}}}", "schema/A", "in case alone");
    refused("{'schema':{'a':{'x':'int','X':'int'}}}", "schema/a/X", "in case alone");
    refused("{'schema':{'a':{'ID':'int'}}}", "schema/a/ID", "in case alone");
    refused("{'schema':{'A':{'x':'fulltext'},'a_FTS':{}}}", "schema/A", "needs the names");
    refused("{'schema':{'a_fts_data':{},'a':{'x':'fulltext'}}}", "schema/a", "a_fts_data");
    refused("{'schema':{'a':{'x':'fulltext','Rank':'int'}}}", "schema/a/Rank", "has a rank");
    refused("{'schema':{'a':{'a_fts':'fulltext'}}}", "schema/a/a_fts", "has a a_fts already");
  }

  @Test
  void whatIsBeyondALimitIsRefused() {
    refused(
        "{'schema':{" + many(65, "'a%d':{}", ",") + "}}", "schema", "at most 64 tables, not 65");
    refused(
        "{'schema':{'a':{" + many(101, "'a%d':'int'", ",") + "}}}",
        "schema/a",
        "at most 100 fields in a table, not 101");
    refused(
        "{'schema':{'a':{}},'indexes':[" + many(65, "['a','id']", ",") + "]}",
        "indexes",
        "at most 64 indexes, not 65");
    String longest = "a".repeat(100);
    assertThat(TableSchema.of(json("{'schema':{'%s':{}}}".formatted(longest))).tables()).hasSize(1);
    refused(
        "{'schema':{'%sa':{}}}".formatted(longest),
        "schema/" + longest + "a",
        "at most 100 characters, not 101");
  }
}
