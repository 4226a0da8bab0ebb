package skein.store.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Processes that write to one store, and what they have acknowledged. Confined.
final class Writers {
  private static final int PATIENCE_SECONDS = 120;
  private final List<Process> running = new ArrayList<>();
  private final List<Thread> listeners = new ArrayList<>();
  private final BlockingQueue<String> acknowledged = new LinkedBlockingQueue<>();

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
    running.add(process);
    listeners.add(Thread.startVirtualThread(() -> listen(process)));
  }

  private void listen(Process process) {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        acknowledged.add(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits for so many acknowledgements, kills all (SIGKILL), and gives back every one that came
  /// out whole.
  List<String> killAfter(int acknowledgements) throws InterruptedException {
    List<String> lines = new ArrayList<>();
    while (lines.size() < acknowledgements) {
      String line = acknowledged.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (line == null) {
        break;
      }
      lines.add(line);
    }
    // Through its handle: Process would close the pipe, and what stands in it is acknowledged.
    running.forEach(process -> process.toHandle().destroyForcibly());
    lines.addAll(rest());
    return lines.stream().filter(line -> line.split(" ", -1).length == 4 && isWhole(line)).toList();
  }

  private static boolean isWhole(String line) {
    return line.startsWith("ack ") && line.length() - line.lastIndexOf(' ') == 37;
  }

  /// Waits until all have ended by themselves or been killed.
  List<String> rest() throws InterruptedException {
    for (Process process : running) {
      process.waitFor();
    }
    for (Thread listener : listeners) {
      listener.join();
    }
    running.clear();
    listeners.clear();
    List<String> lines = new ArrayList<>();
    acknowledged.drainTo(lines);
    return lines;
  }
}
