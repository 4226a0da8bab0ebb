package skein.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The program itself as a hub in its development mode, over a home: `./skein serve --hub-dev`.
/// Confined to one thread.
final class HubProgram implements AutoCloseable {
  private static final String ANY_RATE = "1000000";
  private static final int KIB = 1024;

  private final java.lang.Process process;
  private final String address;

  private HubProgram(java.lang.Process process, String address) {
    this.process = process;
    this.address = address;
  }

  /// Starts it; returns when it listens.
  static HubProgram start(Path home) throws IOException {
    String program = Main.program();
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                program, "serve", "--hub-dev", "--hub-rate", ANY_RATE, "--port", "0", "--json"));
    builder.environment().putAll(Map.of("SKEIN_HOME", home.toString()));
    java.lang.Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    String line = String.valueOf(said.readLine());
    String address = line.replaceAll(".*\"addresses\":\\[\"([^\"]*)\".*", "$1");
    if (!address.startsWith("http://")) {
      process.destroy();
      throw new IOException("the hub said: " + line);
    }
    return new HubProgram(process, address);
  }

  /// A request that nobody has to sign in for.
  HttpRequest.Builder plain(String rest) {
    return HttpRequest.newBuilder(URI.create(address + rest));
  }

  /// A request to the store of the person with this number; `rest` begins with `?` or is empty.
  HttpRequest.Builder store(int number, String rest) {
    String user = "user" + number + "@example.com";
    return plain("/sync/app.example/" + user + "/notes" + rest)
        .header("X-Remote-User", user + "/app.example");
  }

  /// What it takes of the machine. Told by the system where that is Linux, else 0.
  record Footprint(double residentMegabytes, int files) {}

  Footprint footprint() throws IOException {
    Path proc = Path.of("/proc", String.valueOf(process.pid()));
    if (!Files.isDirectory(proc)) {
      return new Footprint(0, 0);
    }
    String kilobytes =
        Files.readAllLines(proc.resolve("status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .map(line -> line.replaceAll("\\D", ""))
            .findFirst()
            .orElse("0");
    try (Stream<Path> files = Files.list(proc.resolve("fd"))) {
      return new Footprint(Long.parseLong(kilobytes) / (double) KIB, (int) files.count());
    }
  }

  /// Ends it as a person would, and waits for that.
  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
