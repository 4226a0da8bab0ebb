package skein.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The measurements by name: `./skein bench apps | browser | core | hub | open | sync` with
/// options; [#USAGE] lists them.
public final class Main {
  private static final String USAGE =
      """
      skein bench: name a measurement: apps, browser, core, hub, open or sync, and options:
        apps [--json] [--posts N] [--rounds N] [--folder F] [--only WORD]
        browser [--json] [--rounds N] [--folder F] [--only WORD]
        core [--json] [--records N] [--rounds N] [--folder F] [--only WORD]
        hub [--json] [--stores N] [--rounds N] [--folder F] [--only WORD]
        open [--records N] [--searched N] [--folder F]
        sync [--json] [--records N] [--searched N] [--rounds N] [--folder F] [--only WORD]
      WORD: only what has this word in its name""";

  private static final List<String> NAMES =
      List.of("apps", "browser", "core", "hub", "open", "sync");

  private Main() {}

  /// Runs the measurement named by the first argument; exit code 2 if it cannot be understood.
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> words = List.of(arguments);
    String name = words.isEmpty() ? "" : words.getFirst();
    // What one process of a measurement runs as another.
    switch (name) {
      case "opening" -> OpenBench.open(Path.of(words.getLast()));
      case "searching" -> OpenBench.search(Path.of(words.getLast()));
      case "serving" -> Served.serve(Path.of(words.getLast()));
      default -> measure(name, arguments);
    }
  }

  private static void measure(String name, String[] arguments)
      throws IOException, InterruptedException {
    Optional<Options> understood = Options.read(arguments);
    if (understood.isEmpty() || !NAMES.contains(name)) {
      System.err.println(USAGE);
      System.exit(2);
      return;
    }
    Options options = understood.get();
    Path folder = Path.of(options.text("--folder", System.getProperty("java.io.tmpdir")));
    Rounds rounds =
        new Rounds(options.number("--rounds", Rounds.USUAL), folder, options.text("--only", ""));
    switch (name) {
      case "apps" -> {
        int posts = options.number("--posts", AppsBench.POSTS);
        print(rounds.run(new AppsBench(posts).pairs()), options);
      }
      case "browser" -> {
        BrowserBench bench = new BrowserBench(Path.of(program()).resolveSibling(""));
        Optional<String> lacking = bench.lacking();
        if (lacking.isPresent()) {
          System.err.println("skein bench: " + lacking.get());
          System.exit(2);
          return;
        }
        print(rounds.run(bench.pairs()), options);
      }
      case "core" -> {
        int records = options.number("--records", CoreBench.RECORDS);
        print(rounds.run(new CoreBench(records).pairs()), options);
      }
      case "hub" -> {
        HubBench bench = new HubBench(options.number("--stores", HubBench.STORES));
        List<Figure> figures = new ArrayList<>(rounds.run(bench.pairs()));
        figures.addAll(rounds.run(bench.many()));
        print(figures, options);
      }
      case "sync" -> {
        int records = options.number("--records", SyncBench.RECORDS);
        int searched = options.number("--searched", SyncBench.SEARCHED);
        print(rounds.run(new SyncBench(records, searched).pairs(folder)), options);
      }
      default -> {
        int records = options.number("--records", OpenBench.RECORDS);
        int searched = options.number("--searched", OpenBench.SEARCHED);
        new OpenBench(records, searched, folder).run();
      }
    }
  }

  /// Where `skein` is.
  static String program() {
    String program = System.getProperty("skein.program");
    if (program == null) {
      throw new IllegalStateException("run it as ./skein bench: that says where skein is");
    }
    return program;
  }

  private static void print(List<Figure> figures, Options options) {
    System.out.print(options.has("--json") ? Figure.json(figures) : Figure.table(figures));
  }
}
