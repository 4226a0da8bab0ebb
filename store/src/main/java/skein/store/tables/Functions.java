package skein.store.tables;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sqlite.Function;

/// Which functions a query may call: those listed here. Any other that SQLite or its driver brings
/// is covered by one that refuses, so a new release of them opens nothing.
///
/// Left out is what reaches beyond the query (load_extension, fts3_tokenizer, last_insert_rowid),
/// what makes blobs for nothing (zeroblob, randomblob), what gathers without bound (median, mode),
/// and what takes the square of a value's size in one step, which nothing could stop (json_patch,
/// trim with two arguments). `instr` and `replace` are ours, for the same reason.
final class Functions {
  private static final Set<String> ALLOWED =
      Set.of(
          """
          -> ->> abs acos acosh asin asinh atan atan2 atanh avg bm25 ceil ceiling char coalesce
          concat concat_ws cos cosh count cume_dist current_date current_time current_timestamp
          date datetime degrees dense_rank exp first_value floor format glob group_concat hex
          highlight if ifnull iif instr json json_array json_array_length json_error_position
          json_extract json_group_array json_group_object json_insert json_object json_pretty
          json_quote json_remove json_replace json_set json_type json_valid julianday lag
          last_value lead length like likelihood likely ln log log10 log2 lower ltrim match max
          min mod nth_value ntile nullif octet_length percent_rank pi pow power printf quote
          radians random rank replace round row_number rtrim sign sin sinh snippet sqrt strftime
          string_agg substr substring sum tan tanh time timediff total trim trunc typeof unhex
          unicode unixepoch unlikely upper
          """
              .split("\\s+"));

  private static final Set<String> TRIMS = Set.of("trim", "ltrim", "rtrim");

  /// The driver adds SQLITE_UTF16; together that is SQLITE_ANY. With less, SQLite would go on
  /// calling one that is there already in UTF-8.
  private static final int EVERY_ENCODING = 1;

  private Functions() {}

  static boolean isAllowed(String name, int arguments) {
    return ALLOWED.contains(name) && !(TRIMS.contains(name) && arguments == 2);
  }

  /// Leaves a connection with the allowed functions alone.
  static void restrict(Connection connection) throws SQLException {
    for (Known function : known(connection)) {
      if (!isAllowed(function.name(), function.arguments())) {
        Function refused = new Refused(function.name());
        Function.create(connection, function.name(), refused, function.arguments(), EVERY_ENCODING);
      }
    }
    Function.create(
        connection, "instr", new Instr(), 2, EVERY_ENCODING | Function.FLAG_DETERMINISTIC);
    Function.create(
        connection, "replace", new Replace(), 3, EVERY_ENCODING | Function.FLAG_DETERMINISTIC);
  }

  /// @param arguments how many it takes, -1 if any number
  private record Known(String name, int arguments) {}

  /// All there are; gathered first, since none changes while a statement runs.
  private static List<Known> known(Connection connection) throws SQLException {
    List<Known> known = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT DISTINCT name, narg FROM pragma_function_list")) {
      while (rows.next()) {
        known.add(new Known(rows.getString(1), Math.max(rows.getInt(2), -1)));
      }
    }
    return known;
  }

  private static final class Refused extends Function {
    private final String name;

    Refused(String name) {
      this.name = name;
    }

    @Override
    protected void xFunc() throws SQLException {
      error("the function " + name + " is not for queries");
    }
  }

  /// A function that looks for its second argument in the first. Its time is at most the product of
  /// their lengths, so the second is bounded.
  private abstract static class Searching extends Function {
    abstract void search(String text, String sought) throws SQLException;

    @Override
    protected final void xFunc() throws SQLException {
      String text = value_text(0);
      String sought = value_text(1);
      if (text == null || sought == null) {
        result();
      } else if (sought.length() > Limits.SOUGHT_BYTES) {
        error("what is looked for is longer than " + Limits.SOUGHT_BYTES);
      } else {
        search(text, sought);
      }
    }
  }

  /// `instr`: at which character, from 1; 0 if nowhere.
  private static final class Instr extends Searching {
    @Override
    void search(String text, String sought) throws SQLException {
      int found = text.indexOf(sought, 0);
      result(found < 0 ? 0 : text.codePointCount(0, found) + 1);
    }
  }

  /// `replace`: every occurrence by the third argument.
  private static final class Replace extends Searching {
    @Override
    void search(String text, String sought) throws SQLException {
      String other = value_text(2);
      if (other == null) {
        result();
        return;
      }
      StringBuilder replaced = new StringBuilder();
      int from = 0;
      int at = next(text, sought, from);
      // what has grown too long is refused by SQLite itself
      while (at >= 0 && replaced.length() <= Limits.VALUE_BYTES) {
        replaced.append(text, from, at).append(other);
        from = at + sought.length();
        at = next(text, sought, from);
      }
      result(replaced.append(text, from, text.length()).toString());
    }

    private static int next(String text, String sought, int from) {
      return sought.isEmpty() ? -1 : text.indexOf(sought, from);
    }
  }
}
