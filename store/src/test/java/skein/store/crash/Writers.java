package skein.store.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Processes that write to one store, and what they have acknowledged. Confined.
final class Writers implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 120;
  private static final Duration LOOK = Duration.ofMillis(10);
  private final List<Writer> running = new ArrayList<>();

  /// While it is full nobody reads what the processes say, and they wait.
  private final BlockingQueue<String> acknowledged = new LinkedBlockingQueue<>(1_000);

  /// A process, and who listens to it.
  private record Writer(Process process, Thread listener) {
    /// Waits until it has ended, and all that it said is in `lines`.
    void await(BlockingQueue<String> said, List<String> lines) throws InterruptedException {
      process.waitFor();
      while (!listener.join(LOOK)) {
        said.drainTo(lines);
      }
      said.drainTo(lines);
    }
  }

  static List<String> command(int threads, Path file, int count) {
    return command(CrashWriter.class, threads, file, count);
  }

  /// The same with another program that takes these arguments.
  static List<String> command(Class<?> program, int threads, Path file, int count) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xmx128m",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        program.getName(),
        file.toString(),
        String.valueOf(threads),
        String.valueOf(count));
  }

  void start(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    running.add(new Writer(process, Thread.startVirtualThread(() -> listen(process))));
  }

  private void listen(Process process) {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        acknowledged.put(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// How many are running.
  int count() {
    return running.size();
  }

  /// Waits for so many acknowledgements, kills some of the processes or all (SIGKILL), and gives
  /// back every acknowledgement that came out whole.
  List<String> killAfter(int acknowledgements, Random random) throws InterruptedException {
    List<String> lines = new ArrayList<>();
    while (lines.size() < acknowledgements) {
      String line = acknowledged.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (line == null) {
        break;
      }
      lines.add(line);
    }
    Collections.shuffle(running, random);
    List<Writer> dying = List.copyOf(running.subList(0, 1 + random.nextInt(running.size())));
    // Through its handle: Process would close the pipe, and what stands in it is acknowledged.
    dying.forEach(writer -> writer.process.toHandle().destroyForcibly());
    for (Writer writer : dying) {
      writer.await(acknowledged, lines);
    }
    running.removeAll(dying);
    return lines.stream().filter(line -> line.split(" ", -1).length == 4 && isWhole(line)).toList();
  }

  private static boolean isWhole(String line) {
    return line.startsWith("ack ") && line.length() - line.lastIndexOf(' ') == 37;
  }

  /// Kills all that are left.
  @Override
  public void close() {
    running.forEach(writer -> writer.process.toHandle().destroyForcibly());
    running.forEach(writer -> writer.process.onExit().join());
    running.clear();
  }

  /// Waits until all have ended by themselves or been killed.
  List<String> rest() throws InterruptedException {
    List<String> lines = new ArrayList<>();
    for (Writer writer : running) {
      writer.await(acknowledged, lines);
    }
    running.clear();
    return lines;
  }
}
