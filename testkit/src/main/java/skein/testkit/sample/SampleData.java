package skein.testkit.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the checks run on: always the generated data; where the environment variable
/// `SKEIN_SAMPLE_DATA` names a folder, the real files in it as well.
public final class SampleData {
  /// The environment variable.
  public static final String VARIABLE = "SKEIN_SAMPLE_DATA";

  /// The real catalogue's name in that folder.
  public static final String CATALOGUE_FILE = "relief-items.csv";

  /// The real history's name in that folder.
  public static final String HISTORY_FILE = "tracker-history.ndjson";

  private final Map<String, String> environment;

  /// @param environment that of the running program, `System.getenv()`
  public SampleData(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /// A file of sample data; `real` tells whether it is one of the real files.
  public static final class Sample {
    private final String name;
    private final boolean real;
    private final byte[] bytes;

    Sample(String name, boolean real, byte[] bytes) {
      this.name = name;
      this.real = real;
      this.bytes = bytes;
    }

    /// Whether this is a real file.
    public boolean isReal() {
      return real;
    }

    /// The file's bytes, not a copy.
    public byte[] bytes() {
      return bytes;
    }

    /// Where it comes from, for the name of a test and for a failure.
    @Override
    public String toString() {
      return name;
    }
  }

  /// Catalogues of items: the generated one of the real size, then the real one if there is one.
  public List<Sample> catalogues(long seed) {
    var generated = ReliefCatalogue.ofRealSize(seed);
    return withReal(new Sample(generated.toString(), false, generated.bytes()), CATALOGUE_FILE);
  }

  /// Histories of a tracker: the generated one of the real size, then the real one.
  public List<Sample> histories(long seed) {
    var generated = TrackerHistory.generate(seed, TrackerHistory.Size.REAL).ndjson();
    return withReal(new Sample("tracker history, seed " + seed, false, generated), HISTORY_FILE);
  }

  private List<Sample> withReal(Sample generated, String file) {
    var samples = new ArrayList<>(List.of(generated));
    var folder = environment.getOrDefault(VARIABLE, "");
    if (!folder.isBlank()) {
      samples.add(new Sample("real " + file, true, read(Path.of(folder, file))));
    }
    return List.copyOf(samples);
  }

  private static byte[] read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          VARIABLE + " must name a folder that holds the real files; there is no " + file);
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file + " failed", e);
    }
  }
}
