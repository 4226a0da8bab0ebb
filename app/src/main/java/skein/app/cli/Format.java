package skein.app.cli;

import java.util.Locale;

/// How records stand in a file.
enum Format {
  /// Rows of cells, the first row names the columns.
  CSV,
  /// One JSON object a line.
  NDJSON;

  /// What the name of a file says; CSV if it says nothing.
  static Format of(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    boolean json = name.endsWith(".ndjson") || name.endsWith(".jsonl");
    return json ? NDJSON : CSV;
  }
}
