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

/// The rival of a hub: a plain SQLite file a store, with its objects by counter, in the same
/// durability. Safe for all threads.
final class PlainStores implements AutoCloseable {
  private final List<Connection> stores = new ArrayList<>();

  /// Opens so many, which are made where they are not there.
  static PlainStores open(Path folder, int count) throws SQLException {
    PlainStores all = new PlainStores();
    for (int i = 0; i < count; i++) {
      all.stores.add(open(folder.resolve("store" + i + ".db")));
    }
    return all;
  }

  static Connection open(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE IF NOT EXISTS objects
          (counter INTEGER PRIMARY KEY AUTOINCREMENT, type TEXT, id TEXT, json BLOB) STRICT""");
      statement.execute("CREATE UNIQUE INDEX IF NOT EXISTS named ON objects (type, id)");
    }
    return connection;
  }

  /// The last counter of a store.
  static long last(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT max(counter) FROM objects")) {
      return rows.getLong(1);
    }
  }

  /// Writes objects to one of the stores, in one transaction.
  void write(int store, Note from, int count) throws SQLException {
    Connection connection = stores.get(store);
    synchronized (connection) {
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT OR REPLACE INTO objects (type, id, json) VALUES ('note', ?, ?)")) {
        for (int i = 0; i < count; i++) {
          Note note = from.plus(i);
          insert.setString(1, note.id());
          insert.setBytes(2, note.json().getBytes(StandardCharsets.UTF_8));
          insert.addBatch();
        }
        insert.executeBatch();
      }
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : stores) {
      connection.close();
    }
  }
}
