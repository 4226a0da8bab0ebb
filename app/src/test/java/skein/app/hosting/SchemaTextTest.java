package skein.app.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import skein.store.tables.FieldType;
import skein.store.tables.TableSchema.Field;
import skein.store.tables.TableSchema.Table;

final class SchemaTextTest {
  private static SchemaText read(String text) {
    return SchemaText.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void refused(String text, String sentence) {
    assertThat(read(text))
        .as(text)
        .isInstanceOfSatisfying(
            SchemaText.Bad.class, bad -> assertThat(bad.sentence()).contains(sentence));
  }

  @Test
  void aSchemaIsReadAsPeopleWriteIt() {
    SchemaText read = read(" {\n  \"schema\" : { \"posts\" : {\n \"body\" : \"fulltext\" } } }\n");
    assertThat(read)
        .isInstanceOfSatisfying(
            SchemaText.Good.class,
            good ->
                assertThat(good.schema().tables())
                    .containsExactly(
                        new Table("posts", List.of(new Field("body", FieldType.FULLTEXT)))));
  }

  @Test
  void whatIsNoJsonIsRefusedWithLineAndColumn() {
    refused("", "line 1, column 1: it ends too early");
    refused("{\"schema\":\n{\"a\":{\"x\":\"int\",}}}", "line 2, column 17: no key in quotes");
    refused("{\n\"schema\":{},\n \"schema\":{}}", "line 3, column 2: the key 'schema' stands");
    refused("{\"schema\":\n\n{}} x", "line 3, column 5: something follows the value");
  }

  @Test
  void aBadSchemaIsRefusedWithLineAndColumn() {
    refused("\n []", "line 2, column 2: a schema is an object in braces");
    refused("{\n\n }", "line 1, column 1: a schema has a key schema");
    refused("{\"schema\":{},\n\t\"index\":[]}", "line 2, column 2: a schema has the keys");
    refused(
        "{\"schema\": {\n  \"a\": {\n    \"x\": \"integer\"\n}}}",
        "line 3, column 5: a type is one of int, real, text, datetime, fulltext, not 'integer'");
    refused("{\"schema\":{\n\"a\":{}, \"A\":{}}}", "line 2, column 9: there is another table");
    refused("{\"schema\":{\"a\":{}},\n\"indexes\":7}", "line 2, column 1: indexes is a list");
    refused(
        "{\"schema\":{\"a\":{}},\n\"indexes\":[[\"a\",\"id\"],\n [\"a\"]]}",
        "line 3, column 2: an index names a table and at least one field");
    refused(
        "{\"indexes\":[[\"a\", \"id\",\n \"x\"]], \"schema\":{\"a\":{}}}",
        "line 2, column 2: the table 'a' has no field 'x'");
  }
}
