package skein.store.tables;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The prepared statements of a writing connection. Rows for one statement are gathered until
/// another one is due, so they take effect in the order given. Confined.
final class Batch implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private @Nullable String gathering;

  Batch(Connection connection) {
    this.connection = connection;
  }

  void add(String sql, @Nullable Object... arguments) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    if (!sql.equals(gathering)) {
      flush();
    }
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
    statement.addBatch();
    gathering = sql;
  }

  void flush() throws SQLException {
    PreparedStatement due = gathering == null ? null : prepared.get(gathering);
    gathering = null;
    if (due != null) {
      due.executeBatch();
    }
  }

  /// Forgets what was gathered.
  void clear() throws SQLException {
    gathering = null;
    for (PreparedStatement statement : prepared.values()) {
      statement.clearBatch();
    }
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : prepared.values()) {
      statement.close();
    }
  }
}
