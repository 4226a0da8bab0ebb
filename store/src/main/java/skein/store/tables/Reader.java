package skein.store.tables;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import skein.core.value.Value;

/// A connection that can do nothing but answer queries of a page. Confined to one query at a time.
///
/// It is read-only, attaches nothing, knows the allowed functions alone, and looks at its [Meter]
/// every few steps. What does not fit into its cache goes to temporary files, which have no names.
final class Reader implements AutoCloseable {
  private static final long EXACT = 1L << 53;
  private static final int CACHE_KIB = 1_024;
  private static final Pattern SAID = Pattern.compile("\\[\\w+\\] [^(]*\\((.*)\\)", Pattern.DOTALL);

  private final SQLiteConnection connection;
  private final Set<String> names;
  private @Nullable Meter meter;

  private Reader(SQLiteConnection connection, Set<String> names) {
    this.connection = connection;
    this.names = names;
  }

  /// @param names of the schema, in lower case
  static Reader open(Path file, Set<String> names) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(1_000);
    config.setCacheSize(-CACHE_KIB);
    config.setPragma(Pragma.TEMP_STORE, "FILE");
    config.setPragma(Pragma.MMAP_SIZE, "0");
    SQLiteConnection connection =
        (SQLiteConnection) config.createConnection("jdbc:sqlite:" + file.toUri());
    Reader reader = new Reader(connection, names);
    Functions.restrict(connection);
    for (var limit : Limits.OF_SQLITE.entrySet()) {
      connection.setLimit(limit.getKey(), limit.getValue());
    }
    ProgressHandler.setHandler(connection, Meter.TICK_STEPS, reader.new Ticking());
    return reader;
  }

  private final class Ticking extends ProgressHandler {
    @Override
    protected int progress() {
      Meter running = meter;
      return running != null && running.tick() ? 1 : 0;
    }
  }

  /// Answers, or is stopped by the meter.
  Answer run(Query query, Meter running) {
    meter = running;
    try {
      return answer(query);
    } catch (Refusal refusal) {
      return refusal.answer();
    } catch (SQLException e) {
      return refused(e, running);
    } finally {
      meter = null;
    }
  }

  private Answer answer(Query query) throws SQLException {
    SqlText text = SqlText.of(query.sql(), names);
    try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
      int count = statement.getParameterMetaData().getParameterCount();
      bind(statement, text.values(query.parameters(), count));
      try (ResultSet rows = statement.executeQuery()) {
        return rows(rows);
      }
    }
  }

  private static void bind(PreparedStatement statement, List<Value> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      switch (values.get(i)) {
        case Value.Null _ -> statement.setObject(i + 1, null);
        case Value.Bool(boolean value) -> statement.setInt(i + 1, value ? 1 : 0);
        case Value.Text(String value) -> statement.setString(i + 1, value);
        case Value.Num(double value) when isWhole(value) -> statement.setLong(i + 1, (long) value);
        case Value.Num(double value) -> statement.setDouble(i + 1, value);
        case Value.Array _, Value.Obj _ ->
            throw new Refusal(
                Answer.Reason.PARAMETERS,
                "parameter " + (i + 1) + " is a list or an object; give its JSON as a text");
      }
    }
  }

  private static boolean isWhole(double value) {
    return value == Math.rint(value) && Math.abs(value) <= EXACT;
  }

  private static Answer rows(ResultSet rows) throws SQLException {
    int width = rows.getMetaData().getColumnCount();
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= width; i++) {
      columns.add(rows.getMetaData().getColumnLabel(i));
    }
    List<List<Value>> all = new ArrayList<>();
    int characters = 0;
    while (rows.next()) {
      if (all.size() == Limits.ROWS) {
        throw new Refusal(
            Answer.Reason.ROWS, "more than " + Limits.ROWS + " rows; ask with a LIMIT");
      }
      List<Value> row = new ArrayList<>(width);
      for (int i = 1; i <= width; i++) {
        Value value = value(rows.getObject(i));
        characters += value instanceof Value.Text(String text) ? text.length() : Double.BYTES;
        row.add(value);
      }
      if (characters > Limits.ANSWER_CHARACTERS) {
        throw new Refusal(
            Answer.Reason.ANSWER_SIZE,
            "more than " + Limits.ANSWER_CHARACTERS + " characters in the rows");
      }
      all.add(row);
    }
    return new Answer.Rows(columns, all);
  }

  private static Value value(@Nullable Object cell) {
    return switch (cell) {
      case null -> Value.Null.ONLY;
      case Double number when Double.isFinite(number) -> Value.of((double) number);
      case Long number when -EXACT <= number && number <= EXACT -> Value.of((long) number);
      case Integer number -> Value.of((long) number);
      case byte[] blob -> Value.of(HexFormat.of().formatHex(blob));
      default -> Value.of(cell.toString());
    };
  }

  private static Answer refused(SQLException e, Meter running) {
    Answer.Reason over = running.over();
    if (over != null) {
      return new Answer.Refused(over, running.why());
    }
    int code = e instanceof SQLiteException known ? known.getResultCode().code & 0xFF : 0;
    if (View.isDamage(e)) {
      return new Answer.Refused(Answer.Reason.DAMAGED, "the tables are damaged; ask again later");
    } else if (code == SQLiteErrorCode.SQLITE_TOOBIG.code) {
      return new Answer.Refused(
          Answer.Reason.VALUE_SIZE, "a value is longer than " + Limits.VALUE_BYTES + " bytes");
    }
    Matcher said = SAID.matcher(String.valueOf(e.getMessage()));
    String why = said.matches() ? said.group(1) : String.valueOf(e.getMessage());
    return new Answer.Refused(Answer.Reason.SQL, why);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
