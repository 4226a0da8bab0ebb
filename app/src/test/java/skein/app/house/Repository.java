package skein.app.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The files of this repository, as the house tests see them.
final class Repository {
  static final List<String> MODULES =
      List.of("core", "store", "sync", "testkit", "server", "app", "bench");
  private static final List<String> SCRIPTS =
      List.of(
          "skein",
          "check",
          ".ci/run",
          "web/check",
          "web/build",
          "web/install",
          "client/check",
          "client/build");

  private Repository() {}

  /// One text file. `where` is its path from the root, as it stands in reports.
  record Text(Path path, String where, List<String> lines) {
    String at(int line) {
      return where + ":" + line;
    }
  }

  /// The folder that holds ARCHITECTURE.md, at or above the current one.
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("ARCHITECTURE.md"))) {
      Path above = folder.getParent();
      if (above == null) {
        throw new IllegalStateException(
            "no ARCHITECTURE.md at or above " + Path.of("").toAbsolutePath());
      }
      folder = above;
    }
    return folder;
  }

  static Text page(String name) {
    return read(root().resolve(name));
  }

  /// The Java sources of all modules, main and test.
  static List<Text> java() {
    List<Text> found = new ArrayList<>();
    for (String module : MODULES) {
      found.addAll(under(root().resolve(module).resolve("src"), ".java"));
    }
    return found;
  }

  /// The shell scripts: those at the root, of the build server, and what they share.
  static List<Text> shell() {
    List<Text> found = new ArrayList<>(under(root().resolve("scripts"), ".sh"));
    for (String name : SCRIPTS) {
      found.add(page(name));
    }
    return found;
  }

  /// The sources of the pages and of the browser client, and their tests.
  static List<Text> web() {
    List<Text> found = new ArrayList<>();
    for (String ending : List.of(".ts", ".mjs", ".css")) {
      for (String folder : List.of("web/src", "web/test", "client/src", "client/test")) {
        found.addAll(under(root().resolve(folder), ending));
      }
    }
    return found;
  }

  /// The build files of Maven.
  static List<Text> poms() {
    List<Text> found = new ArrayList<>();
    found.add(page("pom.xml"));
    for (String module : MODULES) {
      found.add(page(module + "/pom.xml"));
    }
    return found;
  }

  private static List<Text> under(Path folder, String ending) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(path -> path.toString().endsWith(ending))
          .sorted()
          .map(Repository::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  private static Text read(Path path) {
    try {
      String where = root().relativize(path).toString();
      return new Text(path, where, List.copyOf(Files.readAllLines(path)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }
}
