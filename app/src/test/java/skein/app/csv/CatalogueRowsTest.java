package skein.app.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import skein.testkit.sample.ReliefCatalogue;
import skein.testkit.sample.SampleData;

class CatalogueRowsTest {

  static Stream<SampleData.Sample> catalogues() {
    return new SampleData(System.getenv()).catalogues(7).stream();
  }

  private static List<Row> rows(SampleData.Sample sample, String encoding) {
    var in = new ByteArrayInputStream(sample.bytes());
    try (var reader = new CsvReader(in, Encoding.named(encoding))) {
      var names = List.of(ReliefCatalogue.HEADER.split(","));
      assertThat(reader.header()).isEqualTo(new Row.Good(1, names));
      return reader.rows().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("catalogues")
  void cp1252TakesEveryRowOfTheCatalogueAndLosesNoByte(SampleData.Sample sample) {
    var rows = rows(sample, "cp1252");
    assertThat(rows).hasSize(ReliefCatalogue.REAL_ROWS).allMatch(Row.Good.class::isInstance);
    var written = new StringBuilder(ReliefCatalogue.HEADER).append('\n');
    for (var row : rows) {
      var cells = row instanceof Row.Good good ? good.cells() : List.<String>of();
      var quoted = cells.stream().map(CatalogueRowsTest::quoted).toList();
      written.append(String.join(",", quoted)).append('\n');
    }
    var bytes = written.toString().getBytes(Encoding.named("cp1252"));
    assertThat(bytes).isEqualTo(sample.bytes());
  }

  @ParameterizedTest
  @MethodSource("catalogues")
  void utf8RefusesOnlyTheMalformedRowsEachAtItsByte(SampleData.Sample sample) {
    var rows = rows(sample, "utf-8");
    var bad = rows.stream().filter(Row.Bad.class::isInstance).map(Row.Bad.class::cast).toList();
    assertThat(rows).hasSize(ReliefCatalogue.REAL_ROWS);
    assertThat(bad).hasSize(5);
    for (var row : bad) {
      var line = sampleLine(sample, row.line());
      var value = sample.bytes()[(int) row.offset()] & 0xFF;
      assertThat(row.message())
          .isEqualTo(
              "line %d, column %d: byte 0x%02X at offset %d is not UTF-8; try --encoding cp1252",
              row.line(), row.column(), value, row.offset());
      assertThat(line.codePointBefore(line.offsetByCodePoints(0, row.column()))).isEqualTo(0xFFFD);
    }
  }

  private static String sampleLine(SampleData.Sample sample, long line) {
    var text = new String(sample.bytes(), StandardCharsets.UTF_8);
    return text.lines().skip(line - 1).findFirst().orElseThrow();
  }

  private static String quoted(String cell) {
    return cell.contains(",") || cell.contains("\"")
        ? '"' + cell.replace("\"", "\"\"") + '"'
        : cell;
  }
}
