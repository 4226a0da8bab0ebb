package skein.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class SkeinTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int skein(String... arguments) {
    return Skein.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  @Test
  void theVersionIsAnAnswer() {
    assertThat(skein("--version")).isZero();
    assertThat(out.toString()).startsWith("skein ");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void theHelpIsAnAnswer() {
    assertThat(skein("--help")).isZero();
    assertThat(out.toString()).startsWith("Usage: skein");
  }

  @Test
  void noCommandIsAMistakeOfTheCaller() {
    assertThat(skein()).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).startsWith("a command is missing");
  }

  @Test
  void anUnknownCommandIsNamed() {
    assertThat(skein("frobnicate")).isEqualTo(2);
    assertThat(err.toString()).contains("frobnicate");
  }
}
