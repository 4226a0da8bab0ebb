package skein.app.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// The drawing in ARCHITECTURE.md is the law: who may use whom, and which package knows which
/// third-party name.
@TestInstance(Lifecycle.PER_CLASS) // what they look at is read once
final class FloorsTest {
  private final List<Arrow> arrows = Arrow.all(Repository.MODULES);

  @Test
  void everyClassKeepsToTheArrowsOfItsModuleAndPackage() {
    Map<String, List<String>> rows = Drawing.read("floors").rows();
    List<String> strays = new ArrayList<>();
    for (Arrow arrow : arrows) {
      if (!arrow.to().startsWith("skein.") || arrow.fromPackage().equals(arrow.toPackage())) {
        continue;
      }
      String from = Arrow.module(arrow.fromPackage());
      String to = Arrow.module(arrow.toPackage());
      boolean inside = from.equals(to);
      boolean drawn = !inside || !arrow.fromPackage().equals(from);
      List<String> allowed = drawn ? rows.get(inside ? arrow.fromPackage() : from) : null;
      String target = inside ? arrow.toPackage() : to;
      if (allowed != null && !allowed.contains(target)) {
        strays.add(arrow.told());
      }
    }
    assertThat(strays).as("uses that no arrow of the floors block allows").isEmpty();
  }

  @Test
  void everyModuleStandsInTheFloorsBlock() {
    Map<String, List<String>> rows = Drawing.read("floors").rows();
    assertThat(rows)
        .containsKeys(Repository.MODULES.stream().map(m -> "skein." + m).toArray(String[]::new));
  }

  @Test
  void noModuleHasACircleOfPackages() {
    Map<String, Map<String, String>> graph = new TreeMap<>();
    for (Arrow arrow : arrows) {
      if (Arrow.module(arrow.fromPackage()).equals(Arrow.module(arrow.toPackage()))
          && !arrow.fromPackage().equals(arrow.toPackage())) {
        graph
            .computeIfAbsent(arrow.fromPackage(), name -> new TreeMap<>())
            .putIfAbsent(arrow.toPackage(), arrow.told());
      }
    }
    List<String> circles = new ArrayList<>();
    graph.forEach(
        (from, uses) ->
            uses.forEach(
                (to, told) -> {
                  if (reaches(graph, to, from)) {
                    circles.add(from + " -> " + to + ": " + told);
                  }
                }));
    assertThat(circles).as("arrows that are part of a circle of packages").isEmpty();
  }

  private static boolean reaches(Map<String, Map<String, String>> graph, String from, String goal) {
    TreeSet<String> seen = new TreeSet<>();
    List<String> open = new ArrayList<>(List.of(from));
    while (!open.isEmpty()) {
      String next = open.removeLast();
      if (next.equals(goal)) {
        return true;
      }
      if (seen.add(next)) {
        open.addAll(graph.getOrDefault(next, Map.of()).keySet());
      }
    }
    return false;
  }

  @Test
  void everyThirdPartyNameStaysInItsPackage() {
    Map<String, List<String>> rows = Drawing.read("third-party").rows();
    List<String> strays = new ArrayList<>();
    for (Arrow arrow : arrows) {
      boolean allowed = true;
      boolean known = !arrow.to().contains(".") || arrow.to().matches("(skein|java)\\..*");
      for (Map.Entry<String, List<String>> row : rows.entrySet()) {
        if (Drawing.within(arrow.toPackage(), row.getKey())) {
          known = true;
          allowed = row.getValue().stream().anyMatch(p -> Drawing.within(arrow.fromPackage(), p));
        }
      }
      if (!known || !allowed) {
        strays.add(arrow.told());
      }
    }
    assertThat(strays).as("third-party names outside the package that may know them").isEmpty();
  }
}
