package skein.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import skein.app.home.Places;

/// Runs what people type most, in a folder of its own: the build trains the JDK's ahead-of-time
/// cache with it, so that every command starts quickly. No part of what the product does.
public final class Rehearsal {
  private static final List<String> LINES =
      List.of(
          "--version",
          "-V",
          "init -s rehearsal",
          "type ticket status kind=text policy=newest",
          "create ticket --id T status=new votes+=1 tags+=ui",
          "update 1 status=open votes+=2 -m note",
          "show 1",
          "show 1 --json",
          "search ticket status=open --sort -status",
          "history 1",
          "log --limit 5",
          "conflicts",
          "status",
          "info --json",
          "export ticket",
          "undo",
          "--help");

  private Rehearsal() {}

  /// Rehearses.
  ///
  /// @param arguments the folder to work in, which is empty
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]);
    for (String line : LINES) {
      run(folder.resolve("a"), line);
    }
    run(folder.resolve("b"), "clone " + folder.resolve("a"));
    run(folder.resolve("b"), "sync");
    serve(folder.resolve("a"), List.of("share", "status"));
  }

  private static void run(Path home, String line) {
    int code = Main.run(environment(home), line.split(" ", -1));
    if (code != 0) {
      throw new IllegalStateException("'" + line + "' ended with " + code);
    }
  }

  /// Runs commands while a node serves the home.
  private static void serve(Path home, List<String> lines)
      throws IOException, InterruptedException {
    PipedReader said = new PipedReader();
    PrintWriter out = new PrintWriter(new PipedWriter(said));
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Thread node =
        Thread.ofPlatform()
            .daemon()
            .start(() -> Main.run(out, err, environment(home), "serve", "--port", "0"));
    new BufferedReader(said).readLine(); // it listens
    lines.forEach(line -> run(home, line));
    node.interrupt();
    node.join();
  }

  private static Map<String, String> environment(Path home) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put(Places.HOME_VARIABLE, home.toString());
    return environment;
  }
}
