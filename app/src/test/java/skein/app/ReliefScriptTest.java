package skein.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import skein.testkit.sample.SampleData;

/// `examples/relief.sh` runs as a person would run it, on the invented catalogue and, where there
/// is one, on the real one.
@Tag("full")
final class ReliefScriptTest {
  private static final long SEED = 7;

  @TempDir private Path folder;

  static java.util.stream.Stream<SampleData.Sample> catalogues() {
    return new SampleData(System.getenv()).catalogues(SEED).stream();
  }

  @ParameterizedTest
  @MethodSource("catalogues")
  void twoOfficesThatWorkApartEndUpEqual(SampleData.Sample sample) throws Exception {
    Path catalogue = folder.resolve("catalogue.csv");
    Files.write(catalogue, sample.bytes());
    File said = folder.resolve("said").toFile();
    Path script = root().resolve("examples/relief.sh");
    ProcessBuilder builder =
        new ProcessBuilder("bash", script.toString(), catalogue.toString())
            .redirectErrorStream(true)
            .redirectOutput(said);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    int exitCode = builder.start().waitFor();
    String text = Files.readString(said.toPath());
    System.out.println(sample + "\n" + text);
    assertThat(text).as("what the script says").contains("refused: 5 rows").contains("all equal: ");
    assertThat(exitCode).isZero();
  }

  /// The folder that holds `./skein`, above the one the tests run in.
  private static Path root() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isExecutable(at.resolve("skein"))) {
      Path above = at.getParent();
      if (above == null) {
        throw new IllegalStateException("no ./skein above " + Path.of("").toAbsolutePath());
      }
      at = above;
    }
    return at;
  }
}
