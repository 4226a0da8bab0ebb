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

/// The program: arguments in, an exit code out. The one class that ends the process.
public final class Main {
  private Main() {}

  /// Runs the command line and exits with its code.
  public static void main(String[] arguments) {
    System.exit(run(System.getenv(), arguments));
  }

  /// Runs one command line, as [#main] does, and gives its exit code.
  static int run(Map<String, String> environment, String... arguments) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Screen screen = new Screen(out, err, keyboard(), new Pace(Main::millis));
    int exitCode = Skein.run(Wiring.setting(screen, Path.of(""), environment), arguments);
    out.flush();
    err.flush();
    return exitCode;
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
