package skein.bench;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// The browser client in Chromium, beside plain IndexedDB with the same 10,000 objects. What
/// measures is a script for Node.js, `client/test/browser/figures.mjs`. `root`: the folder of this
/// repository.
record BrowserBench(Path root) {
  private static final String MANY = "10,000 objects in Chromium ";

  List<Rounds.Pair> pairs() {
    return List.of(
        pair("opened; IndexedDB read", "open"),
        pair("synced first; IndexedDB written", "sync"),
        pair("one change shown; one put", "change"),
        new Rounds.Pair("the client, compressed", Unit.amount("kB"), folder -> kilobytes(), null));
  }

  private Rounds.Pair pair(String what, String word) {
    return new Rounds.Pair(
        MANY + what,
        Unit.amount("ms"),
        folder -> measured(word, folder),
        folder -> measured("plain-" + word, folder));
  }

  /// What is missing, a sentence that says what to do; empty if nothing is.
  Optional<String> lacking() {
    String given = System.getenv("SKEIN_CHROMIUM");
    Path chromium = Path.of(given == null ? "/usr/bin/chromium" : given);
    String path = System.getenv("PATH");
    Stream<String> folders = Stream.of((path == null ? "" : path).split(":"));
    if (folders.noneMatch(folder -> Files.isExecutable(Path.of(folder, "node")))) {
      return Optional.of("Node.js is missing, which runs the measurement; install nodejs and npm");
    }
    if (!Files.isExecutable(chromium)) {
      return Optional.of(
          "there is no Chromium at " + chromium + "; install it, or name one by SKEIN_CHROMIUM");
    }
    return Files.isDirectory(root.resolve("web/node_modules/playwright-core"))
        ? Optional.empty()
        : Optional.of("the tools of the pages are missing; run web/install first");
  }

  private double measured(String word, Path folder) throws IOException, InterruptedException {
    Path script = root.resolve("client/test/browser/figures.mjs");
    Process process =
        new ProcessBuilder("node", script.toString(), word, folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      String line = said.readLine();
      CoreBench.require(process.waitFor() == 0 && line != null, "it measured " + word);
      return Double.parseDouble(String.valueOf(line));
    }
  }

  private double kilobytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Small zip = new Small(bytes);
    try (zip) {
      zip.write(Files.readAllBytes(root.resolve("client/dist/skein.js")));
    }
    return bytes.size() / 1e3;
  }

  /// Compresses as well as it can, as `client/check` does.
  private static final class Small extends GZIPOutputStream {
    Small(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
