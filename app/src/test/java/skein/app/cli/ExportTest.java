package skein.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is exported comes back as it was.
final class ExportTest {
  @TempDir private Path folder;
  private Bench from = new Bench(Path.of(""), "from");
  private Bench to = from;

  @BeforeEach
  void oddRecords() {
    from = new Bench(folder, "from");
    to = from.other("to");
    to.skein("init", "-s", "copy");
    from.skein("init", "-s", "items");
    from.skein(
        "create", "item", "--id", "a,\"b\"", "n=1.5", "t:=12", "yes=true", "word=true story");
    from.skein("create", "item", "--id", " b ", "list=[1,\"x\",null]", "o={\"k\":{\"z\":[]}}");
    from.skein("create", "item", "--id", "C", "two=line\r\none\nmore", "empty:=", "~odd=1", "id=7");
    from.skein(
        "create", "item", "--id", "D", "stock+=4", "tags+=new", "tags+=x,y", "q=\"\\u0000\"");
    from.skein("create", "item", "--id", "E", "brace={not json", "quote:=\"12\"", "null:=null");
    from.skein("create", "item", "--id", "F", "gone=1");
    from.skein("delete", "item/F");
  }

  private String records(Bench bench) {
    return bench.skein("export", "item").out();
  }

  @Test
  void asLinesOfJson() {
    assertThat(from.skein("export", "item", "-o", "items.ndjson").out())
        .startsWith("5 records written to ");
    Bench.Said said = to.skein("import", "items.ndjson");
    assertThat(said.out()).startsWith("5 rows: 5 created");
    assertThat(records(to)).isEqualTo(records(from)).hasLineCount(5);
    assertThat(to.skein("import", "items.ndjson").out()).contains("0 updated, 5 unchanged");
  }

  @Test
  void asCells() {
    assertThat(from.skein("export", "item", "-o", "i.csv").err()).contains("choose --id-as");
    from.skein("export", "item", "-o", "i.csv", "--id-as", "key");
    Bench.Said said = to.skein("import", "i.csv", "--exact", "--type", "item", "--id-from", "key");
    assertThat(said.err()).isEmpty();
    assertThat(records(to)).isEqualTo(records(from)).hasLineCount(5);
  }

  @Test
  void whatSearchListsCanBeImportedToo() throws Exception {
    Files.writeString(folder.resolve("found.jsonl"), from.skein("search", "item", "--json").out());
    assertThat(to.skein("import", "found.jsonl").exitCode()).isZero();
    assertThat(records(to)).isEqualTo(records(from));
  }

  @Test
  void objectsOfOtherProgramsAreReadWithTheirOwnKeys() throws Exception {
    Files.writeString(
        folder.resolve("other.ndjson"),
        """
        { "code" : 7, "_x": "\\u00e9\\/", "weight": 1.50, "n": -0.0 }
        {"code":8,"weight":0.1000000000000000000001}
        {"code":9} {}
        {"code":[]}
        """);
    Bench.Said said =
        to.skein(
            "import", "other.ndjson", "--type", "item", "--id-from", "code", "--map", "weight=kg");
    assertThat(said.exitCode()).isEqualTo(Exit.PARTLY);
    assertThat(said.err())
        .contains("line 2, column 20: the number 0.1000000000000000000001 would be rounded")
        .contains("line 3, column ")
        .contains("line 4, column 1: 'code' holds no id");
    assertThat(records(to))
        .isEqualTo(
            "{\"type\":\"item\",\"id\":\"7\",\"values\":{\"kg\":1.5,\"n\":0,\"~_x\":\"é/\"}}\n");
  }
}
