package skein.app.node;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import skein.app.Wiring;
import skein.app.cli.Skein;
import skein.app.view.Screen;

/// A process that runs `skein create` many times, each as a command line of its own that opens the
/// home anew. Prints what each said. Arguments: a name for the ids, how often.
final class ManyCreates {
  private ManyCreates() {}

  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      Screen screen = new Screen(out, err);
      String id = arguments[0] + "-" + i;
      int code =
          Skein.run(
              Wiring.setting(screen, Path.of(""), System.getenv()),
              "-s",
              "bugs",
              "create",
              "ticket",
              "--id",
              id,
              "n=" + i,
              "--json");
      if (code != 0) {
        throw new IllegalStateException("create " + id + " ended with " + code);
      }
    }
  }
}
