package skein.testkit.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import skein.core.history.Header;
import skein.core.history.Line;
import skein.core.value.Value;

final class LineVectorsTest {
  @TestFactory
  Stream<DynamicTest> everyLineIsReadOrRefused() {
    return Vectors.tests("lines.json", LineVectorsTest::check);
  }

  private static void check(Vectors.Case vector) {
    byte[] line = vector.line();
    if (!vector.bool("good")) {
      assertThatIllegalArgumentException().isThrownBy(() -> Line.parse(line));
      return;
    }
    Line read = Line.parse(line);
    assertThat(read.header().replica()).hasToString(vector.text("replica"));
    assertThat(read.header().seq()).isEqualTo(vector.number("seq"));
    assertThat(read.header().signature() != null).isEqualTo(vector.bool("signed"));
    assertThat(withheld(read.header().withheld())).isEqualTo(vector.number("withheld"));
    if (vector.at("body") instanceof Value.Text body) {
      assertThat(read.body().display()).isEqualTo(body.value());
    } else {
      assertThat(read.body().length()).isEqualTo((int) vector.number("bytes"));
    }
  }

  private static long withheld(Header.@Nullable Withheld withheld) {
    return switch (withheld) {
      case null -> 0;
      case Header.OneBody one -> 1;
      case Header.Run run -> run.marks().size();
    };
  }
}
