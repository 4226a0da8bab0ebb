package skein.app.csv;

import java.util.List;

/// One row of a file: taken as it stands, or refused. Immutable.
public sealed interface Row {

  /// The physical line, from 1, at which the row begins, or at which it went wrong.
  long line();

  /// A row with as many cells as the header.
  ///
  /// @param cells the cells in the order of the header, quotes resolved, nothing trimmed
  record Good(long line, List<String> cells) implements Row {
    public Good {
      cells = List.copyOf(cells);
    }
  }

  /// A row that was refused, and where.
  ///
  /// @param line the physical line of the fault, from 1
  /// @param column the character (code point) within that line, from 1
  /// @param offset the byte of the file, from 0
  /// @param reason what is wrong, with the value and the limit
  record Bad(long line, int column, long offset, String reason) implements Row {

    /// The refusal as a person reads it: `line 88, column 31: …`.
    public String message() {
      return "line " + line + ", column " + column + ": " + reason;
    }
  }
}
