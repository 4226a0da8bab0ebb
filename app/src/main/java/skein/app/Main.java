package skein.app;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import skein.app.cli.Skein;
import skein.app.view.Screen;

/// The program: arguments in, an exit code out. The one class that ends the process.
public final class Main {
  private Main() {}

  /// Runs the command line and exits with its code.
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Screen screen = new Screen(out, err, isTerminal());
    int exitCode = Skein.run(Wiring.setting(screen, Path.of(""), System.getenv()), arguments);
    out.flush();
    err.flush();
    System.exit(exitCode);
  }

  private static boolean isTerminal() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }
}
