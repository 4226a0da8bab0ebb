package skein.app.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import skein.core.value.Json;
import skein.core.value.Value;

class NdjsonRowsTest {

  private static List<String> read(String latin1) {
    var in = new ByteArrayInputStream(latin1.getBytes(StandardCharsets.ISO_8859_1));
    var found = new ArrayList<String>();
    try (var rows = new NdjsonRows(in)) {
      rows.forEachRemaining(row -> found.add(shown(row)));
    }
    return found;
  }

  private static String shown(NdjsonRow row) {
    return switch (row) {
      case NdjsonRow.Good good ->
          good.line()
              + " "
              + new String(Json.write(Value.of(good.fields())), StandardCharsets.UTF_8);
      case NdjsonRow.Bad bad -> bad.fault().message();
    };
  }

  @Test
  void aLineIsGivenWithoutItsLineEndAndBlankOnesArePassedOver() {
    assertThat(read("\u00ef\u00bb\u00bf{\"a\":1}\r\n\n \n{}\n[]"))
        .containsExactly("1 {\"a\":1}", "4 {}", "line 5, column 1: the line is no JSON object");
  }

  @Test
  void aLineThatIsNotUtf8IsRefusedWithItsPlaceAndTheOthersGoOn() {
    assertThat(read("{}\n{\"\u00c3\u00a9\u00e9\"}\n{\0}\n{}\n"))
        .containsExactly(
            "1 {}",
            "line 2, column 4: byte 0xE9 at offset 7 is not UTF-8; try --encoding cp1252",
            "line 3, column 2: byte 0x00 at offset 12 is NUL, which no text has",
            "4 {}");
  }

  @Test
  void aLineOverTheLimitIsRefusedAndTheOthersGoOn() {
    assertThat(read("{}\n" + "x".repeat(CsvReader.ROW_LIMIT_BYTES + 70_000) + "\n{}"))
        .containsExactly(
            "1 {}", "line 2, column 1: the line has 8458608 bytes; the limit is 8388608", "3 {}");
  }
}
