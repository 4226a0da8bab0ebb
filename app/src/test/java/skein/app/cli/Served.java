package skein.app.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import skein.app.Wiring;
import skein.app.node.Serving;
import skein.app.view.Pace;
import skein.app.view.Screen;

/// Homes of a bench as nodes of this process, on loopback.
final class Served {
  private Served() {}

  /// A command line on the home of `bench`, whose answers and complaints go to `out`.
  static Setting setting(Bench bench, Writer out) {
    PrintWriter printer = new PrintWriter(out, true);
    Screen screen = new Screen(printer, printer, Optional.empty(), new Pace(() -> 0));
    Map<String, String> environment = Map.of("SKEIN_HOME", bench.homeFolder().toString());
    Path folder = bench.homeFolder().resolveSibling(".");
    return Wiring.setting(screen, folder, environment);
  }

  /// Begins to serve; port 0 for any that is free.
  static Serving serve(Bench bench, int port) {
    Setting setting = setting(bench, Writer.nullWriter());
    return Serving.start(
        setting.home(),
        new Serving.Tools(setting.stores(), setting.meeting(), sentence -> {}),
        new Serving.Wish(
            "127.0.0.1",
            port,
            Set.of(),
            new Serving.Protection.Usual(),
            "office",
            null,
            Optional.empty()),
        "0");
  }

  static int port(Serving serving) {
    return Integer.parseInt(serving.addresses().getFirst().replaceAll(".*:", ""));
  }

  /// The address of the only space of a home that is reached at this port.
  static String address(Bench bench, int port) {
    return "http://127.0.0.1:" + port + "/s/" + bench.home().book().spaces().getFirst().id();
  }
}
