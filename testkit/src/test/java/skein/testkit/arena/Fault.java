package skein.testkit.arena;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// A fault that is planted into a source: in `file` the text `before`, which stands there once,
/// becomes `after`. `seed`: one that has found it, to be tried first.
record Fault(String name, String file, OptionalLong seed, String before, String after) {
  /// All faults, from the list beside the tests.
  static List<Fault> all() throws IOException {
    try (InputStream in = Fault.class.getResourceAsStream("faults.txt")) {
      if (in == null) {
        throw new IllegalStateException("faults.txt is not on the class path");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<Fault> faults = new ArrayList<>();
      for (String part : text.split("\n== ", -1)) {
        if (!part.startsWith("#")) {
          faults.add(parse(part));
        }
      }
      return faults;
    }
  }

  private static Fault parse(String part) {
    int file = part.indexOf("\n@@ ");
    int before = part.indexOf("\n<<\n");
    int after = part.indexOf("\n>>\n");
    if (file < 0 || before < file || after < before) {
      throw new IllegalStateException("faults.txt: a fault has no @@, << and >>: " + part);
    }
    String[] where = part.substring(file + 4, before).split("\nseed ", 2);
    return new Fault(
        part.substring(0, file),
        where[0],
        where.length < 2 ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(where[1])),
        part.substring(before + 4, after),
        part.substring(after + 4).stripTrailing());
  }

  /// The source with the fault in it.
  ///
  /// @throws IllegalStateException if the text does not stand there exactly once
  String planted(Path root) throws IOException {
    String source = Files.readString(root.resolve(file));
    int at = source.indexOf(before);
    if (at < 0 || source.indexOf(before, at + 1) >= 0) {
      throw new IllegalStateException(
          "the fault '%s' does not fit: in %s there stands %s:%n%s"
              .formatted(name, file, at < 0 ? "nowhere" : "more than once", before));
    }
    return source.substring(0, at) + after + source.substring(at + before.length());
  }

  /// The name of the class whose source is patched.
  String className() {
    String path = file.substring(file.indexOf("src/main/java/") + "src/main/java/".length());
    return path.substring(0, path.length() - ".java".length()).replace('/', '.');
  }
}
