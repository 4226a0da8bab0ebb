package skein.app.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import skein.core.value.Json;
import skein.core.value.Value;

/// A node that serves a home, in a process of its own: the program itself, as `skein serve` starts
/// it. Closing ends the process. Safe for all threads.
public final class NodeProcess implements AutoCloseable {
  /// The heap that such a process gets.
  static final long HEAP_BYTES = 192L << 20;

  private final Process process;
  private final URI address;
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile boolean killed;

  private NodeProcess(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /// A program of the class path in a process of its own, on a home.
  static ProcessBuilder program(Path home, Class<?> main, String... arguments) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx" + HEAP_BYTES,
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName());
    ProcessBuilder builder =
        new ProcessBuilder(Stream.concat(command.stream(), Stream.of(arguments)).toList())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("SKEIN_HOME", home.toString());
    return builder;
  }

  /// Starts a node at a port that is free, and waits until it listens.
  public static NodeProcess start(Path home) throws IOException {
    Process process = program(home, skein.app.Main.class, "serve", "--port", "0", "--json").start();
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    String line = said.readLine();
    if (line == null) {
      throw new IOException("the node of " + home + " ended before it listened");
    }
    if (at(parse(line), "addresses") instanceof Value.Array array
        && array.items().getFirst() instanceof Value.Text(String text)) {
      return new NodeProcess(process, URI.create(text));
    }
    throw new IOException("the node of " + home + " gave no address: " + line);
  }

  /// Where it listens.
  public URI address() {
    return address;
  }

  /// Ends the process at once, as `kill -9` does; requests that are under way fail.
  public void kill() {
    killed = true;
    process.destroyForcibly().onExit().join();
  }

  /// True once it was killed, or is about to be.
  public boolean isKilled() {
    return killed;
  }

  /// A request to a path of this node, to be completed.
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path));
  }

  /// The answer, of whatever status.
  public HttpResponse<byte[]> ask(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  /// The answer to a GET, as JSON.
  public Value get(String path) throws IOException, InterruptedException {
    return sent(request(path).GET().build());
  }

  /// The answer to a POST of JSON, as JSON.
  public Value post(String path, String json) throws IOException, InterruptedException {
    return sent(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  private Value sent(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = ask(request);
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          request
              + ": "
              + answer.statusCode()
              + " "
              + new String(answer.body(), StandardCharsets.UTF_8));
    }
    return Json.parse(answer.body());
  }

  /// The answer to a POST of bytes, whatever it is. `headers`: names and values in turn.
  HttpResponse<byte[]> send(String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /// The most memory that the process held so far, as Linux counts it.
  long peakResidentBytes() throws IOException {
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
      }
    }
    throw new IOException(status + " tells no VmHWM");
  }

  /// The lines of an answer as they come, such as a stream of events.
  Stream<String> lines(String path) throws IOException, InterruptedException {
    HttpRequest request = request(path).GET().build();
    return client.send(request, HttpResponse.BodyHandlers.ofLines()).body();
  }

  /// What a text says, as JSON.
  public static Value parse(String json) {
    return Json.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  /// A field of an object; null, the value, where there is none.
  public static Value at(Value object, String field) {
    return object instanceof Value.Obj fields
        ? fields.fields().getOrDefault(field, Value.Null.ONLY)
        : Value.Null.ONLY;
  }

  /// The items of a list in a field; none where there is none.
  public static List<Value> items(Value object, String field) {
    return at(object, field) instanceof Value.Array array
        ? new ArrayList<>(array.items())
        : List.of();
  }

  /// The bare text or number in a field.
  public static String text(Value object, String field) {
    Value value = at(object, field);
    return value instanceof Value.Text(String text)
        ? text
        : new String(Json.write(value), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.shutdownNow();
    process.destroy();
    process.onExit().join();
  }
}
