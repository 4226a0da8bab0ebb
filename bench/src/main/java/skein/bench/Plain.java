package skein.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;

/// The rival: plain sqlite-jdbc that writes the same logical rows, one of state and one of log a
/// record, one index on (type, id), in the same durability. Safe for all threads, one at a time.
final class Plain implements AutoCloseable {
  private final Connection connection;
  private final PreparedStatement state;
  private final PreparedStatement log;

  private Plain(Connection connection, PreparedStatement state, PreparedStatement log) {
    this.connection = connection;
    this.state = state;
    this.log = log;
  }

  static Plain create(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.setCacheSize(-16_384);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_autocheckpoint = 4000");
      statement.execute(
          "CREATE TABLE state (n INTEGER PRIMARY KEY, type INTEGER, id TEXT, live BLOB) STRICT");
      statement.execute("CREATE UNIQUE INDEX state_id ON state (type, id)");
      statement.execute(
          "CREATE TABLE log (n INTEGER PRIMARY KEY, record INTEGER, body BLOB) STRICT");
    }
    return new Plain(
        connection,
        connection.prepareStatement("INSERT INTO state (type, id, live) VALUES (?, ?, ?)"),
        connection.prepareStatement("INSERT INTO log (record, body) VALUES (?, ?)"));
  }

  /// Creates the records `from` (included) to `to` (excluded) in one transaction.
  synchronized void create(Sample from, Sample to) throws SQLException {
    connection.setAutoCommit(false);
    for (int i = from.number(); i < to.number(); i++) {
      Sample sample = new Sample(i);
      byte[] json = sample.json().getBytes(StandardCharsets.UTF_8);
      state.setInt(1, 1);
      state.setString(2, sample.id());
      state.setBytes(3, json);
      state.addBatch();
      log.setInt(1, i);
      log.setBytes(2, json);
      log.addBatch();
    }
    state.executeBatch();
    log.executeBatch();
    connection.setAutoCommit(true);
  }

  /// Reads all records through, for those of an owner and a priority; gives back their JSON.
  synchronized List<String> search(String owner, int priority) throws SQLException {
    String sql =
        """
        SELECT id, CAST(live AS TEXT) AS json FROM state
        WHERE type = 1 AND json_extract(json, '$.owner') = ?
          AND json_extract(json, '$.priority') = ?""";
    try (PreparedStatement scan = connection.prepareStatement(sql)) {
      scan.setString(1, owner);
      scan.setInt(2, priority);
      List<String> found = new ArrayList<>();
      try (ResultSet rows = scan.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(2));
        }
      }
      return found;
    }
  }

  /// How many records and lines stand there; both are as many as were created.
  long rows() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT (SELECT count(*) FROM state) + (SELECT count(*) FROM log)")) {
      return rows.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
