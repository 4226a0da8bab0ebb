package skein.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Runs pairs of works, Skein's and a rival's, one after the other, so many rounds, each in a fresh
/// folder. `only`: of which pairs, by a word in what they say; empty for all.
record Rounds(int rounds, Path folder, String only) {
  static final int USUAL = 3;

  /// A thing to measure; gives back what was measured, mostly how many of its unit.
  @FunctionalInterface
  interface Work<T> {
    T run(Path folder) throws IOException, SQLException, InterruptedException;
  }

  /// What a figure says.
  record Title(String what, Unit unit) {}

  /// Skein's work that gives a number for each of some figures.
  record Several(List<Title> titles, Work<List<Double>> skein) {}

  /// Skein's work, and a rival's if there is any.
  record Pair(String what, Unit unit, Work<Double> skein, @Nullable Work<Double> plain) {}

  List<Figure> run(List<Pair> pairs) {
    List<Figure> figures = new ArrayList<>();
    for (Pair pair : pairs.stream().filter(one -> one.what().contains(only)).toList()) {
      List<Double> skein = new ArrayList<>();
      List<Double> plain = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        System.err.println("skein bench: " + pair.what() + ", round " + (round + 1));
        skein.add(inFreshFolder(pair.skein()));
        Work<Double> rival = pair.plain();
        if (rival != null) {
          plain.add(inFreshFolder(rival));
        }
      }
      figures.add(new Figure(pair.what(), pair.unit(), skein, plain));
    }
    return figures;
  }

  List<Figure> run(Several several) {
    List<Title> titles = several.titles();
    if (titles.stream().noneMatch(title -> title.what().contains(only))) {
      return List.of();
    }
    List<List<Double>> measured = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      System.err.println("skein bench: " + titles.getFirst().what() + ", round " + (round + 1));
      measured.add(inFreshFolder(several.skein()));
    }
    List<Figure> figures = new ArrayList<>();
    for (int i = 0; i < titles.size(); i++) {
      int at = i;
      Title title = titles.get(i);
      List<Double> skein = measured.stream().map(one -> one.get(at)).toList();
      figures.add(new Figure(title.what(), title.unit(), skein, List.of()));
    }
    return figures;
  }

  private <T> T inFreshFolder(Work<T> work) {
    try {
      Path fresh = Files.createTempDirectory(folder, "skein-bench");
      try {
        return work.run(fresh);
      } finally {
        delete(fresh);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
