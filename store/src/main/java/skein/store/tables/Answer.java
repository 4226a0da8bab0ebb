package skein.store.tables;

import java.util.List;
import skein.core.value.Value;

/// What comes of a query.
public sealed interface Answer {
  /// All rows there are. Integers beyond 2^53 are texts, as are infinities; blobs are texts of hex
  /// digits.
  ///
  /// @param columns their names, as SQLite gives them; a name may stand twice
  /// @param rows each with one value a column
  record Rows(List<String> columns, List<List<Value>> rows) implements Answer {
    public Rows {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }

  /// No answer, and why: a sentence for the author of the page.
  record Refused(Reason reason, String why) implements Answer {}

  /// Why there is no answer.
  enum Reason {
    /// Not SQL, or not of these tables: what SQLite says. Also: too deep, too many terms, variables
    /// or arguments.
    SQL,
    /// Not one SELECT, or something that a page has no business with.
    FORBIDDEN,
    /// The parameters do not fit the query.
    PARAMETERS,
    /// The text of the query is too long.
    LENGTH,
    /// A text or blob on the way, or a pattern, is too long.
    VALUE_SIZE,
    /// It ran too long.
    TIME,
    /// It took too many steps of SQLite's machine.
    STEPS,
    /// It put too much aside.
    SPACE,
    /// Too many rows.
    ROWS,
    /// Too much text in the rows.
    ANSWER_SIZE,
    /// Too many queries wait, or this one has waited too long.
    BUSY,
    /// The asking thread was interrupted.
    CANCELLED,
    /// The file is torn; it is to be built anew.
    DAMAGED
  }
}
