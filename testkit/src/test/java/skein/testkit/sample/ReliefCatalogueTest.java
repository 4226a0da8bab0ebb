package skein.testkit.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReliefCatalogueTest {

  static Stream<SampleData.Sample> catalogues() {
    var data = new SampleData(System.getenv());
    return Stream.of(1L, 2L, 7L).flatMap(seed -> data.catalogues(seed).stream());
  }

  private static List<String> lines(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1).lines().toList();
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherGivesOthers() {
    var bytes = new ReliefCatalogue(3, 500).bytes();
    assertThat(new ReliefCatalogue(3, 500).bytes()).isEqualTo(bytes);
    assertThat(new ReliefCatalogue(4, 500).bytes()).isNotEqualTo(bytes);
  }

  @Test
  void aCatalogueHasAnySizeFromOneRow() {
    for (var rows : new int[] {1, 2, 50, 40_000}) {
      assertThat(lines(new ReliefCatalogue(1, rows).bytes())).hasSize(rows + 1);
    }
    assertThatThrownBy(() -> new ReliefCatalogue(1, 0)).hasMessageContaining("not 0");
  }

  @ParameterizedTest
  @MethodSource("catalogues")
  void itHasTheShapeOfTheRealOne(SampleData.Sample sample) {
    var bytes = sample.bytes();
    var lines = lines(bytes);
    var rows = lines.subList(1, lines.size());
    assertThat(lines.getFirst()).isEqualTo(ReliefCatalogue.HEADER);
    assertThat(rows).hasSize(ReliefCatalogue.REAL_ROWS);
    assertThat(bytes.length).isCloseTo(877_607, within(60_000));
    var high = 0;
    for (var value : bytes) {
      high += value < 0 ? 1 : 0;
      assertThat(value == '\r' || value == 0).isFalse();
    }
    assertThat(high).isCloseTo(690, within(70));
    assertThat(matching(rows, ".*[\\x80-\\xff].*")).isEqualTo(266);
    assertThat(matching(rows, ".*,yes")).isCloseTo(2_467, within(150));
    assertThat(matching(rows, ".*,0,0,0,0,0,(yes)?")).isCloseTo(7_974, within(250));
    assertThat(matching(rows, ".*,[0-9.]+,0,0,(yes)?")).isLessThan(8_200);
    assertThat(matching(rows, ".*\".*")).isCloseTo(9_430, within(300));
    assertThat(matching(rows, ".*\"\".*")).isCloseTo(753, within(150));
    assertThat(matching(rows, ".*(,(0|[1-9][0-9]*)(\\.[0-9]*[1-9])?){5},(yes)?"))
        .isEqualTo(rows.size());
  }

  @ParameterizedTest
  @MethodSource("catalogues")
  void codesAreUniqueAndNearlyInOrder(SampleData.Sample sample) {
    var rows = lines(sample.bytes());
    var seen = new HashSet<String>();
    var descents = 0;
    var last = "";
    for (var row : rows.subList(1, rows.size())) {
      var code =
          row.startsWith("\"")
              ? row.substring(1, row.indexOf('"', 1))
              : row.substring(0, row.indexOf(','));
      assertThat(seen.add(code)).as(code).isTrue();
      assertThat(code.length()).isBetween(8, 15);
      descents += code.compareTo(last) < 0 ? 1 : 0;
      last = code;
    }
    assertThat(descents).isBetween(4, 16);
  }

  @Test
  void aFolderWithoutTheRealFilesIsNamed() {
    var data = new SampleData(Map.of(SampleData.VARIABLE, "/nowhere"));
    assertThatThrownBy(() -> data.catalogues(1))
        .hasMessageContainingAll(SampleData.VARIABLE, "/nowhere/relief-items.csv");
    assertThat(new SampleData(Map.of()).histories(1)).hasSize(1);
  }

  private static int matching(List<String> rows, String pattern) {
    return (int) rows.stream().filter(row -> row.matches(pattern)).count();
  }
}
