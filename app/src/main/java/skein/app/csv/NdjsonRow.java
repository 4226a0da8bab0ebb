package skein.app.csv;

/// One line of a file of JSON objects: its bytes, or why it was refused.
public sealed interface NdjsonRow {

  /// A line of well-formed UTF-8 that is not blank, without its line end; whether it is JSON is for
  /// the parser to say. The bytes belong to whoever got the row.
  final class Good implements NdjsonRow {
    private final long line;
    private final byte[] bytes;

    Good(long line, byte[] bytes) {
      this.line = line;
      this.bytes = bytes;
    }

    /// The line, from 1.
    public long line() {
      return line;
    }

    /// The bytes themselves, not a copy.
    public byte[] bytes() {
      return bytes;
    }
  }

  /// A line that was refused.
  record Bad(Row.Bad fault) implements NdjsonRow {}
}
