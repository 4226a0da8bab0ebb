package skein.app.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvReaderTest {

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static List<Row> rows(String encoding, byte[] bytes) {
    try (var reader = new CsvReader(new ByteArrayInputStream(bytes), Encoding.named(encoding))) {
      assertThat(reader.header()).isInstanceOf(Row.Good.class);
      return reader.rows().toList();
    }
  }

  private static List<Row> rows(String text) {
    return rows("utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  private static Row header(String encoding, byte[] bytes) {
    try (var reader = new CsvReader(new ByteArrayInputStream(bytes), Encoding.named(encoding))) {
      var header = reader.header();
      assertThat(reader.hasNext()).isFalse();
      return header;
    }
  }

  private static Row.Good good(long line, String... cells) {
    return new Row.Good(line, List.of(cells));
  }

  private static String message(Row row) {
    return row instanceof Row.Bad bad ? bad.message() : row.toString();
  }

  @Test
  void quotesCommasAndLineEndsInQuotesAreRead() {
    assertThat(rows("a,b\r\n\"x, \"\"y\"\"\",1\r\n\"two\nlines\r\nthree\",\r\n5\" pipe,z"))
        .containsExactly(
            good(2, "x, \"y\"", "1"), good(3, "two\nlines\r\nthree", ""), good(6, "5\" pipe", "z"));
  }

  @Test
  void everyLineEndEndsARowAndEmptyLinesArePassedOver() {
    assertThat(rows("a\n1\r\n2\r3\n\n\r\n4"))
        .containsExactly(good(2, "1"), good(3, "2"), good(4, "3"), good(7, "4"));
  }

  @Test
  void aByteThatIsNotUtf8RefusesItsRowOnlyAndSaysWhere() {
    var bytes = latin("a,b\nx,1\n\u00c3\u00a9\u00f0\u009f\u0098\u0080n\u00e9t,2\ny,3\n");
    var rows = rows("utf-8", bytes);
    assertThat(rows.get(0)).isEqualTo(good(2, "x", "1"));
    assertThat(rows.get(2)).isEqualTo(good(4, "y", "3"));
    assertThat(message(rows.get(1)))
        .isEqualTo("line 3, column 4: byte 0xE9 at offset 15 is not UTF-8; try --encoding cp1252");
  }

  @Test
  void theColumnOfABadByteIsThatOfItsPhysicalLine() {
    var rows = rows("utf-8", latin("a,b\n\"one\r\ntw\u00ff\",2\n"));
    assertThat(message(rows.getFirst()))
        .startsWith("line 3, column 3: byte 0xFF at offset 12 is not UTF-8");
  }

  @Test
  void aCharacterCutOffAtTheEndOfItsRowIsRefused() {
    assertThat(message(rows("utf-8", latin("a\nx\u00c3\nb")).getFirst()))
        .startsWith("line 2, column 2: byte 0xC3 at offset 3 is not UTF-8");
  }

  @Test
  void cp1252AndLatin1AreReadByTheirNames() {
    assertThat(rows("cp1252", latin("a\n\u0080\u00e9"))).containsExactly(good(2, "€é"));
    assertThat(rows("Latin1", latin("a\n\u00e9"))).containsExactly(good(2, "é"));
  }

  @Test
  void anUndefinedByteOfCp1252IsRefused() {
    assertThat(message(rows("cp1252", latin("a\nx\u0081")).getFirst()))
        .isEqualTo(
            "line 2, column 2: byte 0x81 at offset 3 is not windows-1252; try --encoding latin1");
  }

  @Test
  void anUnknownEncodingIsRefusedWithSomeThatAreKnown() {
    assertThatThrownBy(() -> Encoding.named("klingon-8"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("klingon-8", "utf-8", "cp1252", "latin1");
    assertThatThrownBy(() -> Encoding.named("UTF-16")).hasMessageContaining("row by row");
    assertThatThrownBy(() -> Encoding.named("")).hasMessageContaining("not known");
  }

  @Test
  void aRowWithAnotherNumberOfCellsIsRefused() {
    assertThat(rows("a,b\n1\n1,2,3\n1,2\n").stream().map(CsvReaderTest::message))
        .containsExactly(
            "line 2, column 1: the row has 1 cells, the header 2",
            "line 3, column 1: the row has 3 cells, the header 2",
            good(4, "1", "2").toString());
  }

  @Test
  void aNulIsRefused() {
    assertThat(message(rows("a,b\n1,x\0y\n").getFirst()))
        .isEqualTo("line 2, column 4: byte 0x00 at offset 7 is NUL, which no text has");
  }

  @Test
  void aQuoteNeverClosedCostsOneRowAndTheOthersGoOn() {
    assertThat(rows("a,b\n1,\"open\n2,x\n3,y").stream().map(CsvReaderTest::message))
        .containsExactly(
            "line 2, column 3: the quote that begins here is never closed",
            good(3, "2", "x").toString(),
            good(4, "3", "y").toString());
  }

  @Test
  void aStrayQuoteDoesNotSwallowTheRowsUpToTheNextOne() {
    assertThat(rows("a,b\n1,\"open\n2,x\n3,\"y, z\"\n").stream().map(CsvReaderTest::message))
        .containsExactly(
            "line 2, column 3: the quote that begins here ends at line 4 before a cell's end",
            good(3, "2", "x").toString(),
            good(4, "3", "y, z").toString());
    assertThat(rows("a,b\n1,\"x\"y\n3,4\n")).hasSize(2).endsWith(good(3, "3", "4"));
  }

  @Test
  void aQuoteOpenForLongerThanIsHeldSaysWhichLinesWereNotRead() {
    var line = "x".repeat(1023) + "\n";
    var rows = rows("a,b\n1,\"open\n" + line.repeat(9 << 10));
    assertThat(rows).hasSize(1);
    assertThat(message(rows.getFirst()))
        .isEqualTo(
            "line 2, column 3: the quote that begins here is never closed;"
                + " lines 3 to 9218 were not read");
  }

  @Test
  void aCellOverTheLimitIsRefusedAndTheNextRowGoesOn() {
    var most = "x".repeat(CsvReader.CELL_LIMIT_BYTES);
    var rows = rows("a,b\n1," + most + "\n2,\"" + most + "\"\n3,z\n");
    assertThat(rows.get(0)).isEqualTo(good(2, "1", most));
    assertThat(message(rows.get(1)))
        .isEqualTo("line 3, column 3: the cell has 1048578 bytes; the limit is 1048576 (1 MiB)");
    assertThat(rows.get(2)).isEqualTo(good(4, "3", "z"));
  }

  @Test
  void aRowOverTheLimitIsRefusedAndTheNextRowGoesOn() {
    var cell = "x".repeat(CsvReader.CELL_LIMIT_BYTES - 1);
    var rows = rows("a\n" + (cell + ",").repeat(9) + "\n3\n");
    assertThat(message(rows.get(0)))
        .isEqualTo("line 2, column 1: the row has 9437184 bytes; the limit is 8388608");
    assertThat(rows.get(1)).isEqualTo(good(3, "3"));
  }

  @Test
  void theMarkOfUtf8IsSkippedAndRefusedInAnotherEncoding() {
    var bytes = latin("\u00ef\u00bb\u00bfa\n\u00ff\n");
    assertThat(message(rows("utf-8", bytes).getFirst())).contains("line 2, column 1", "offset 5");
    assertThat(message(header("cp1252", bytes))).contains("mark of UTF-8", "windows-1252");
  }

  @Test
  void aHeaderThatCannotNameColumnsIsRefused() {
    assertThat(message(header("utf-8", latin("")))).contains("the file is empty");
    assertThat(message(header("utf-8", latin("a,b,a\n1,2,3")))).contains("column 3", "'a'");
    assertThat(message(header("utf-8", latin("a,\n1,2")))).contains("column 2", "no name");
    assertThat(message(header("utf-8", latin("a,\u00ff\n1,2")))).contains("0xFF", "column 3");
  }

  /// The splitter and the CSV library must agree on where cells begin and end.
  @Test
  void anyTextIsReadWithoutFailureAndWellFormedRowsComeBackAsWritten() {
    for (var seed = 0; seed < 3000; seed++) {
      var random = new Random(seed);
      var noise = new StringBuilder("h,i\n");
      var written = new StringBuilder("h,i\n");
      var cells = new ArrayList<List<String>>();
      for (var i = 0; i < 12; i++) {
        noise.append(text(random, 6)).append(random.nextBoolean() ? "," : "\n");
        var row = List.of(text(random, 5) + "x", text(random, 5));
        cells.add(row);
        written.append(quoted(row.get(0))).append(',').append(quoted(row.get(1))).append("\r\n");
      }
      assertThat(rows(noise.toString())).as("seed " + seed).isNotNull();
      assertThat(rows(written.toString()).stream().map(CsvReaderTest::cellsOf))
          .as("seed " + seed)
          .isEqualTo(cells);
    }
  }

  private static List<String> cellsOf(Row row) {
    return row instanceof Row.Good good ? good.cells() : List.of(message(row));
  }

  private static String quoted(String cell) {
    return '"' + cell.replace("\"", "\"\"") + '"';
  }

  private static String text(Random random, int longest) {
    var text = new StringBuilder();
    for (var i = random.nextInt(longest + 1); i > 0; i--) {
      text.append("ab,\"\"\r\né #".charAt(random.nextInt(10)));
    }
    return text.toString();
  }

  @Test
  void aFileOfAnySizeIsReadInBoundedMemory() {
    var line = latin("code,\"a description, quoted\",1.5\n");
    var rows = 3_000_000;
    var in = repeated(line, rows);
    try (var reader = new CsvReader(in, StandardCharsets.UTF_8)) {
      assertThat(reader.rows().filter(Row.Good.class::isInstance).count()).isEqualTo(rows - 1L);
    }
  }

  /// The line as often as said, without ever standing whole in memory.
  private static InputStream repeated(byte[] line, int times) {
    List<InputStream> copies =
        new AbstractList<>() {
          @Override
          public InputStream get(int index) {
            return new ByteArrayInputStream(line);
          }

          @Override
          public int size() {
            return times;
          }
        };
    return new SequenceInputStream(Collections.enumeration(copies));
  }
}
