package skein.bench;

import java.nio.file.Path;
import java.util.List;

/// The measurements by name: `./skein bench core [--json] [--records N] [--rounds N] [--folder F]`.
public final class Main {
  private Main() {}

  /// Runs the measurement named by the first argument; exit code 2 if there is none of that name.
  public static void main(String[] arguments) {
    List<String> words = List.of(arguments);
    if (words.isEmpty() || !words.getFirst().equals("core")) {
      System.err.println(
          "skein bench: say what to measure: core [--json] [--records N] [--rounds N] [--folder F]");
      System.exit(2);
    }
    CoreBench bench =
        new CoreBench(
            number(words, "--records", CoreBench.RECORDS),
            number(words, "--rounds", CoreBench.ROUNDS),
            Path.of(option(words, "--folder", System.getProperty("java.io.tmpdir"))));
    List<Figure> figures = bench.run();
    System.out.print(words.contains("--json") ? Figure.json(figures) : Figure.table(figures));
  }

  private static int number(List<String> words, String name, int otherwise) {
    return Integer.parseInt(option(words, name, String.valueOf(otherwise)));
  }

  private static String option(List<String> words, String name, String otherwise) {
    int at = words.indexOf(name);
    return at < 0 || at + 1 == words.size() ? otherwise : words.get(at + 1);
  }
}
