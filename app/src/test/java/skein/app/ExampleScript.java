package skein.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import skein.testkit.sample.SampleData;

/// Runs the scripts of `examples` on a catalogue, in a folder. Immutable.
record ExampleScript(Path folder) {
  /// What a script said, complaints in between, and how it ended.
  record Said(int exitCode, String text) {}

  static ExampleScript in(Path folder) {
    return new ExampleScript(folder);
  }

  Said run(String script, SampleData.Sample sample) throws IOException, InterruptedException {
    Path catalogue = folder.resolve("catalogue.csv");
    Files.write(catalogue, sample.bytes());
    Path said = folder.resolve("said");
    Path file = root().resolve("examples").resolve(script);
    ProcessBuilder builder =
        new ProcessBuilder("bash", file.toString(), catalogue.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    int exitCode = builder.start().waitFor();
    return new Said(exitCode, Files.readString(said));
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
