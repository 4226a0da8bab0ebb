package skein.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import skein.core.value.Json;
import skein.core.value.Value;

/// What was measured: the rates of Skein and of the plain rival, round by round, in `unit` a
/// second.
record Figure(String what, String unit, List<Double> skein, List<Double> plain) {
  Figure {
    skein = List.copyOf(skein);
    plain = List.copyOf(plain);
  }

  static double least(List<Double> rates) {
    return rates.stream().mapToDouble(Double::doubleValue).min().orElse(0);
  }

  static double median(List<Double> rates) {
    List<Double> sorted = rates.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
  }

  /// Median by median.
  double ratio() {
    return median(skein) / median(plain);
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
    text.append(line("", "skein", "(least)", "plain", "(least)", "ratio"));
    text.append('\n');
    for (Figure figure : figures) {
      text.append(
              line(
                  figure.what + ", " + figure.unit + "/s",
                  rate(median(figure.skein)),
                  rate(least(figure.skein)),
                  rate(median(figure.plain)),
                  rate(least(figure.plain)),
                  "%.2f".formatted(figure.ratio())))
          .append('\n');
    }
    return text.append("medians of ")
        .append(figures.isEmpty() ? 0 : figures.getFirst().skein.size())
        .append(" rounds in alternation; plain: sqlite-jdbc, WAL, synchronous=FULL\n")
        .toString();
  }

  private static String line(
      String what, String skein, String skeinLeast, String plain, String plainLeast, String ratio) {
    return "%-58s %9s %9s %9s %9s %6s".formatted(what, skein, skeinLeast, plain, plainLeast, ratio);
  }

  private static String rate(double rate) {
    return String.format(Locale.ROOT, "%,.0f", rate);
  }

  static String json(List<Figure> figures) {
    List<Value> rows = new ArrayList<>();
    for (Figure figure : figures) {
      var row = new LinkedHashMap<String, Value>();
      row.put("what", Value.of(figure.what));
      row.put("unit", Value.of(figure.unit));
      row.put("skein", rates(figure.skein));
      row.put("plain", rates(figure.plain));
      row.put("ratio", Value.of(Math.round(figure.ratio() * 1000) / 1000.0));
      rows.add(Value.of(row));
    }
    var all = new LinkedHashMap<String, Value>();
    all.put("machine", Value.of(machine()));
    all.put("figures", Value.of(rows));
    return new String(Json.write(Value.of(all)), java.nio.charset.StandardCharsets.UTF_8) + "\n";
  }

  private static Value rates(List<Double> rates) {
    return Value.of(rates.stream().map(rate -> Value.of(Math.round(rate))).toList());
  }
}
