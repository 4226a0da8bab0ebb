package skein.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.value.Json;
import skein.core.value.Value;

/// What was measured of Skein and of a plain rival, round by round; nothing of the rival where
/// there is none.
record Figure(String what, Unit unit, List<Double> skein, List<Double> plain) {
  Figure {
    skein = List.copyOf(skein);
    plain = List.copyOf(plain);
  }

  /// Of all rounds; null if there was none.
  @Nullable Double worst(List<Double> measured) {
    List<Double> sorted = measured.stream().sorted().toList();
    return sorted.isEmpty() ? null : unit.isRate() ? sorted.getFirst() : sorted.getLast();
  }

  /// Of all rounds; null if there was none.
  static @Nullable Double median(List<Double> measured) {
    List<Double> sorted = measured.stream().sorted().toList();
    return sorted.isEmpty() ? null : sorted.get(sorted.size() / 2);
  }

  /// Median by median: how many times as good as the rival; null without one.
  @Nullable Double ratio() {
    Double ours = median(skein);
    return ours == null ? null : unit.ratio(ours, median(plain));
  }

  static String machine() {
    Runtime runtime = Runtime.getRuntime();
    return "%s %s, %d processors, Java %s, heap %d MB"
        .formatted(
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            runtime.availableProcessors(),
            System.getProperty("java.version"),
            runtime.maxMemory() >> 20);
  }

  static String table(List<Figure> figures) {
    StringBuilder text = new StringBuilder(machine()).append('\n');
    text.append(line("", List.of("skein", "(worst)", "plain", "(worst)", "ratio")));
    figures.forEach(figure -> text.append(figure.row()));
    return text.append("medians of ")
        .append(figures.isEmpty() ? 0 : figures.getFirst().skein.size())
        .append(" rounds in alternation; ratio: how many times as good as the plain rival;\n")
        .append("plain sqlite: sqlite-jdbc, WAL, synchronous=FULL\n")
        .toString();
  }

  private String row() {
    Double ratio = ratio();
    return line(
        what + ", " + unit.label(),
        List.of(
            text(median(skein)),
            text(worst(skein)),
            text(median(plain)),
            text(worst(plain)),
            ratio == null ? "-" : "%.2f".formatted(ratio)));
  }

  private static String line(String what, List<String> cells) {
    StringBuilder line = new StringBuilder("%-66s".formatted(what));
    cells.forEach(cell -> line.append(" %9s".formatted(cell)));
    return line.append('\n').toString();
  }

  private String text(@Nullable Double number) {
    return number == null ? "-" : unit.text(number);
  }

  static String json(List<Figure> figures) {
    List<Value> rows = new ArrayList<>();
    for (Figure figure : figures) {
      var row = new LinkedHashMap<String, Value>();
      row.put("what", Value.of(figure.what));
      row.put("unit", Value.of(figure.unit.label()));
      row.put("skein", figure.numbers(figure.skein));
      row.put("plain", figure.numbers(figure.plain));
      Double ratio = figure.ratio();
      row.put("ratio", ratio == null ? Value.Null.ONLY : Value.of(Math.round(ratio * 1000) / 1e3));
      rows.add(Value.of(row));
    }
    var all = new LinkedHashMap<String, Value>();
    all.put("machine", Value.of(machine()));
    all.put("figures", Value.of(rows));
    return new String(Json.write(Value.of(all)), java.nio.charset.StandardCharsets.UTF_8) + "\n";
  }

  private Value numbers(List<Double> measured) {
    return Value.of(measured.stream().map(number -> Value.of(unit.rounded(number))).toList());
  }
}
