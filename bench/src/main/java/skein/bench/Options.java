package skein.bench;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What stands behind a measurement's name: `--json`, and names with a value.
record Options(Map<String, String> given) {
  private static final List<String> NUMBERS =
      List.of("--posts", "--records", "--searched", "--rounds", "--stores");
  private static final List<String> OTHERS = List.of("--folder", "--only", "--json");

  Options {
    given = Map.copyOf(given);
  }

  /// Empty if there is one that is not known, without its value, or no number from 1.
  static Optional<Options> read(String[] words) {
    Map<String, String> given = new HashMap<>();
    Iterator<String> rest = Arrays.stream(words).skip(1).iterator();
    while (rest.hasNext()) {
      String name = rest.next();
      String value = name.equals("--json") ? "" : rest.hasNext() ? rest.next() : null;
      if (value == null || !isGood(name, value)) {
        return Optional.empty();
      }
      given.put(name, value);
    }
    return Optional.of(new Options(given));
  }

  private static boolean isGood(String name, String value) {
    return NUMBERS.contains(name) ? value.matches("[1-9][0-9]{0,8}") : OTHERS.contains(name);
  }

  boolean has(String name) {
    return given.containsKey(name);
  }

  String text(String name, String otherwise) {
    return given.getOrDefault(name, otherwise);
  }

  int number(String name, int otherwise) {
    return Integer.parseInt(text(name, String.valueOf(otherwise)));
  }
}
