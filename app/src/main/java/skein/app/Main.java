package skein.app;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import skein.app.cli.Skein;
import skein.app.view.Pace;
import skein.app.view.Screen;
import skein.core.value.Json;

/// The program: arguments in, an exit code out. The one class that ends the process.
public final class Main {
  private Main() {}

  /// Runs the command line and exits with its code.
  ///
  /// Where all went well it simply ends: the call to exit would first set up logging, to log that
  /// it was called, which costs a quick command a third of its time.
  public static void main(String[] arguments) {
    Thread.ofPlatform().daemon().start(Main::headStart);
    int exitCode = run(System.getenv(), arguments);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  /// Readies the JSON reader while the command line is looked at: its numbers need tables that take
  /// the JDK a while, and every command that opens a space waits for them.
  private static void headStart() {
    Json.parse(new byte[] {'1', '.', '5'});
  }

  /// Runs one command line, as [#main] does, and gives its exit code.
  static int run(Map<String, String> environment, String... arguments) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int exitCode = run(out, err, environment, arguments);
    out.flush();
    err.flush();
    return exitCode;
  }

  /// The same, saying it elsewhere.
  static int run(
      PrintWriter out, PrintWriter err, Map<String, String> environment, String... arguments) {
    if (arguments.length == 1 && arguments[0].equals("--version")) {
      out.println(Skein.VERSION); // needs no home, no keys and no look at the options
      return 0;
    }
    Screen screen = new Screen(out, err, keyboard(), new Pace(Main::millis));
    return Skein.run(Wiring.setting(screen, Path.of(""), environment), arguments);
  }

  /// A person sits there if both the input and the answers go through a terminal.
  private static Optional<Screen.Keyboard> keyboard() {
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .map(console -> prompt -> Optional.ofNullable(console.readLine("%s", prompt)));
  }

  private static long millis() {
    return System.nanoTime() / 1_000_000;
  }
}
