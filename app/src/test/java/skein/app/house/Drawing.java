package skein.app.house;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A fenced block of ARCHITECTURE.md: lines of `name: allowed, allowed`.
///
/// @param rows what stands left of each colon, with what is allowed to it, in the order of the page
record Drawing(Map<String, List<String>> rows) {
  /// Reads the block that begins with three backticks and `name`.
  static Drawing read(String name) {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    boolean inside = false;
    for (String line : Repository.page("ARCHITECTURE.md").lines()) {
      if (line.startsWith("```")) {
        inside = line.equals("```" + name);
      } else if (inside && !line.isBlank()) {
        add(rows, line);
      }
    }
    if (rows.isEmpty()) {
      throw new IllegalStateException("ARCHITECTURE.md has no block ```" + name);
    }
    return new Drawing(rows);
  }

  private static void add(Map<String, List<String>> rows, String line) {
    int colon = line.indexOf(':');
    if (colon < 0) {
      throw new IllegalStateException("ARCHITECTURE.md: no colon in: " + line);
    }
    List<String> allowed =
        Arrays.stream(line.substring(colon + 1).split(",", -1))
            .map(String::strip)
            .filter(word -> !word.isEmpty())
            .toList();
    rows.put(line.substring(0, colon).strip(), allowed);
  }

  /// Whether `name` is `prefix` or lies within it.
  static boolean within(String name, String prefix) {
    return name.equals(prefix) || name.startsWith(prefix + ".");
  }
}
