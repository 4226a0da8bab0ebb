package skein.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The measurements by name: `./skein bench core [--json] [--records N] [--rounds N] [--folder F]`,
/// `./skein bench open [--records N] [--searched N] [--folder F]` and `./skein bench sync [--json]
/// [--records N] [--searched N] [--rounds N] [--folder F]`.
public final class Main {
  private Main() {}

  /// Runs the measurement named by the first argument; exit code 2 if there is none of that name.
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> words = List.of(arguments);
    switch (words.isEmpty() ? "" : words.getFirst()) {
      case "core" -> core(words);
      case "open" -> open(words);
      case "sync" -> sync(words);
      case "opening" -> OpenBench.open(Path.of(words.getLast()));
      case "searching" -> OpenBench.search(Path.of(words.getLast()));
      case "serving" -> Served.serve(Path.of(words.getLast()));
      default -> {
        System.err.println("skein bench: name a measurement: core, open or sync, and options:");
        System.err.println("  core [--json] [--records N] [--rounds N] [--folder F]");
        System.err.println("  open [--records N] [--searched N] [--folder F]");
        System.err.println(
            "  sync [--json] [--records N] [--searched N] [--rounds N] [--folder F]");
        System.err.println("    [--only WORD]: only what has this word in its name");
        System.exit(2);
      }
    }
  }

  private static void core(List<String> words) {
    CoreBench bench =
        new CoreBench(
            number(words, "--records", CoreBench.RECORDS),
            number(words, "--rounds", CoreBench.ROUNDS),
            folder(words));
    print(bench.run(), words);
  }

  private static void print(List<Figure> figures, List<String> words) {
    System.out.print(words.contains("--json") ? Figure.json(figures) : Figure.table(figures));
  }

  private static void sync(List<String> words) {
    SyncBench bench =
        new SyncBench(
            number(words, "--records", SyncBench.RECORDS),
            number(words, "--searched", SyncBench.SEARCHED),
            option(words, "--only", ""));
    print(bench.run(number(words, "--rounds", SyncBench.ROUNDS), folder(words)), words);
  }

  private static void open(List<String> words) throws IOException, InterruptedException {
    int records = number(words, "--records", OpenBench.RECORDS);
    int searched = number(words, "--searched", OpenBench.SEARCHED);
    new OpenBench(records, searched, folder(words)).run();
  }

  private static Path folder(List<String> words) {
    return Path.of(option(words, "--folder", System.getProperty("java.io.tmpdir")));
  }

  private static int number(List<String> words, String name, int otherwise) {
    return Integer.parseInt(option(words, name, String.valueOf(otherwise)));
  }

  private static String option(List<String> words, String name, String otherwise) {
    int at = words.indexOf(name);
    return at < 0 || at + 1 == words.size() ? otherwise : words.get(at + 1);
  }
}
