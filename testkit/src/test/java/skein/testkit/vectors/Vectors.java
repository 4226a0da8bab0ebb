package skein.testkit.vectors;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import skein.core.value.Bytes;
import skein.core.value.Hashes;
import skein.core.value.Json;
import skein.core.value.Value;

/// Reads a file of `spec/vectors`: a list of cases, each with a name that is a sentence.
final class Vectors {
  private static final Pattern LONG_RUN = Pattern.compile("\\{\\{x\\*(\\d+)}}");

  private Vectors() {}

  /// What a case does with its vector.
  @FunctionalInterface
  interface Check {
    void of(Case vector);
  }

  /// A test for each case of a file.
  static Stream<DynamicTest> tests(String file, Check check) {
    return read(file).stream()
        .map(vector -> DynamicTest.dynamicTest(vector.text("name"), () -> check.of(vector)));
  }

  private static List<Case> read(String file) {
    ByteArrayOutputStream oneLine = new ByteArrayOutputStream();
    for (byte each : bytes(file)) {
      if (each != '\n') {
        oneLine.write(each);
      }
    }
    Value all = Json.parse(oneLine.toByteArray());
    return ((Value.Array) all).items().stream().map(Case::new).toList();
  }

  private static byte[] bytes(String file) {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("spec/vectors"))) {
      folder = Objects.requireNonNull(folder.getParent(), "no spec/vectors above here");
    }
    try {
      return Files.readAllBytes(folder.resolve("spec/vectors").resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read spec/vectors/" + file, e);
    }
  }

  /// One object of a vector, read by name.
  record Case(Value value) {
    @Nullable Value get(String key) {
      return ((Value.Obj) value).get(key);
    }

    boolean has(String key) {
      return get(key) != null;
    }

    Value at(String key) {
      return Objects.requireNonNull(get(key), key);
    }

    Case in(String key) {
      return new Case(at(key));
    }

    /// A text, long runs put back.
    String text(String key) {
      return text(at(key));
    }

    static String text(Value value) {
      String text = ((Value.Text) value).value();
      Matcher run = LONG_RUN.matcher(text);
      return run.replaceAll(found -> "x".repeat(Integer.parseInt(found.group(1))));
    }

    long number(String key) {
      return (long) ((Value.Num) at(key)).value();
    }

    boolean bool(String key) {
      return ((Value.Bool) at(key)).value();
    }

    Bytes hex(String key) {
      return Bytes.of(Hashes.parseHex(text(key)));
    }

    List<Value> values(String key) {
      return ((Value.Array) at(key)).items();
    }

    List<String> texts(String key) {
      return values(key).stream().map(Case::text).toList();
    }

    List<Case> cases(String key) {
      return values(key).stream().map(Case::new).toList();
    }

    /// A line, which stands as text or, where it is none, as hex.
    byte[] line() {
      return has("hex") ? hex("hex").toArray() : text("line").getBytes(StandardCharsets.UTF_8);
    }
  }
}
