package skein.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A node in a process of its own that serves the stores of a folder ([Served#serve]). Confined to
/// one thread.
final class Child implements AutoCloseable {
  private final java.lang.Process process;
  private final BufferedReader answers;
  private final Writer questions;
  private final String address;

  private Child(java.lang.Process process) throws IOException {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.questions = process.outputWriter(StandardCharsets.UTF_8);
    this.address = answer();
  }

  /// Starts it; returns when it listens.
  static Child serving(Path folder) throws IOException {
    ProcessBuilder builder = process(List.of(), "serving", folder);
    return new Child(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /// This program once more: with these flags, for this measurement, on this file or folder.
  static ProcessBuilder process(List<String> flags, String what, Path file) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add("--enable-native-access=org.xerial.sqlitejdbc");
    command.addAll(List.of("-p", System.getProperty("jdk.module.path")));
    command.addAll(List.of("-m", "skein.bench/skein.bench.Main", what, file.toString()));
    return new ProcessBuilder(command);
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IllegalStateException("the serving process ended: " + process);
    }
    return line;
  }

  /// Something of the node: `rest` begins with `/`.
  URI at(String rest) {
    return URI.create(address + rest);
  }

  /// The space of the file `name`.db.
  URI space(String name) {
    return at("/s/" + name);
  }

  /// What it holds after a collection: in the heap, and as the system counts it (0 where that is
  /// not told).
  record Memory(long heapBytes, long residentBytes) {}

  Memory memory() throws IOException {
    questions.write("memory\n");
    questions.flush();
    String[] words = answer().split(" ", -1);
    return new Memory(Long.parseLong(words[0]), Long.parseLong(words[1]));
  }

  /// Lets it end by itself.
  @Override
  public void close() throws IOException {
    questions.close();
    try {
      int code = process.waitFor();
      CoreBench.require(code == 0, "the serving process ended with " + code);
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
