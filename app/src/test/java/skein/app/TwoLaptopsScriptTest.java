package skein.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import skein.testkit.sample.SampleData;

/// `examples/two-laptops.sh` runs as a person would run it, on the invented catalogue and, where
/// there is one, on the real one.
@Tag("full")
final class TwoLaptopsScriptTest {
  private static final long SEED = 8;

  @TempDir private Path folder;

  static java.util.stream.Stream<SampleData.Sample> catalogues() {
    return new SampleData(System.getenv()).catalogues(SEED).stream();
  }

  @ParameterizedTest
  @MethodSource("catalogues")
  void twoLaptopsEndUpEqualAndACloneGoesOnWhenTheNodeWasKilled(SampleData.Sample sample)
      throws Exception {
    ExampleScript.Said said = ExampleScript.in(folder).run("two-laptops.sh", sample);
    System.out.println(sample + "\n" + said.text());
    assertThat(said.text()).as("what the script says").contains("all equal: ", "cut off: ");
    assertThat(said.exitCode()).isZero();
  }
}
