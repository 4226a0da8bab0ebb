package skein.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import skein.app.cli.Skein;

/// The program: arguments in, an exit code out. The one class that ends the process.
public final class Main {
  private Main() {}

  /// Runs the command line and exits with its code.
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int exitCode = Skein.run(out, err, arguments);
    out.flush();
    err.flush();
    System.exit(exitCode);
  }
}
