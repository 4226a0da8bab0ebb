package skein.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteConnection;
import skein.core.replica.StoreBroken;

/// One connection to the file, with its prepared statements. Confined to one thread at a time.
/// Every failure is a [skein.core.replica.StoreBroken].
public final class Link implements AutoCloseable {
  /// How long to wait for a lock that another process has; ours come in turn before that.
  static final int BUSY_MILLIS = 30_000;

  /// How long to wait for those who read, while nobody can write.
  private static final int SHORT_MILLIS = 100;

  private static final int MOST_FAULTS = 100;
  private static final int CACHE_KIB = 16_384;
  private static final int CHECKPOINT_PAGES = 4_000;
  private static final int STEPS_A_TICK = 1_000_000;
  private static final int JOURNAL_LIMIT_BYTES = 64 << 20;
  private static final int WRITE_VERSION = 18;
  private static final int READ_VERSION = 19;
  private static final byte WAL = 2;

  private final Connection connection;
  private final Path file;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private final Map<String, Long> typeIds = new HashMap<>();

  /// What a connection may do. `FROZEN`: read a file whose folder nobody can write.
  public enum Mode {
    WRITE,
    READ,
    FROZEN
  }

  private Link(Connection connection, Path file) {
    this.connection = connection;
    this.file = file;
  }

  public static Link open(Path file, Mode mode) {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.setCacheSize(-CACHE_KIB);
    String url = "jdbc:sqlite:" + file.toUri();
    if (mode == Mode.WRITE) {
      config.setJournalMode(JournalMode.WAL);
      config.setSynchronous(SynchronousMode.FULL);
      config.setTransactionMode(TransactionMode.IMMEDIATE);
      config.setJournalSizeLimit(JOURNAL_LIMIT_BYTES);
      config.setPragma(SQLiteConfig.Pragma.FOREIGN_KEYS, "false");
    } else {
      config.setReadOnly(true);
      url += mode == Mode.FROZEN ? "?immutable=1" : "";
    }
    try {
      Link link = new Link(config.createConnection(url), file);
      if (mode == Mode.WRITE) {
        link.one("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES, row -> row.getInt(1));
        // What is replaced or let go is overwritten with zeros.
        link.one("PRAGMA secure_delete = ON", row -> row.getInt(1));
      }
      return link;
    } catch (SQLException e) {
      throw Trouble.with("open", file, e);
    }
  }

  /// An empty store in memory, whose [#image] is to be written to a file.
  static Link inMemory(Path file, int pageBytes) {
    SQLiteConfig config = new SQLiteConfig();
    config.setPageSize(pageBytes);
    try {
      return new Link(config.createConnection("jdbc:sqlite::memory:"), file);
    } catch (SQLException e) {
      throw Trouble.with("make", file, e);
    }
  }

  /// The bytes of a file with all that this connection sees, in WAL mode as every store is: so say
  /// the bytes 18 and 19 of the header.
  byte[] image() {
    try {
      byte[] bytes = connection.unwrap(SQLiteConnection.class).serialize("main");
      bytes[WRITE_VERSION] = WAL;
      bytes[READ_VERSION] = WAL;
      return bytes;
    } catch (SQLException e) {
      throw Trouble.with("make", file, e);
    }
  }

  /// Takes all out of the journal; false if somebody still reads what stands there.
  boolean emptyJournal() {
    one("PRAGMA busy_timeout = " + SHORT_MILLIS, row -> row.getInt(1));
    try {
      return one("PRAGMA wal_checkpoint(TRUNCATE)", row -> row.getInt(1)).orElse(1) == 0;
    } finally {
      one("PRAGMA busy_timeout = " + BUSY_MILLIS, row -> row.getInt(1));
    }
  }

  /// Reads one row into a value.
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  public <T> Optional<T> one(String sql, Row<T> row, Object... arguments) {
    List<T> found = all(sql, row, arguments);
    return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
  }

  public <T> List<T> all(String sql, Row<T> row, Object... arguments) {
    try {
      PreparedStatement statement = prepared(sql);
      bind(statement, arguments);
      try (ResultSet rows = statement.executeQuery()) {
        List<T> found = new ArrayList<>();
        while (rows.next()) {
          found.add(value(row, rows));
        }
        return found;
      }
    } catch (SQLException e) {
      throw Trouble.with("read", file, e);
    }
  }

  /// A column without a value, or with one of another shape, is the disk's doing: we wrote it well.
  private <T> T value(Row<T> row, ResultSet rows) throws SQLException {
    try {
      return row.read(rows);
    } catch (StoreBroken told) {
      throw told;
    } catch (RuntimeException e) {
      throw new StoreBroken(
          "cannot read %s: a row of it is damaged [%s]. Keep the file; %s"
              .formatted(file, e.getMessage(), Trouble.ELSEWHERE),
          e);
    }
  }

  public void run(String sql, @Nullable Object... arguments) {
    try {
      PreparedStatement statement = prepared(sql);
      bind(statement, arguments);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw Trouble.with("write to", file, e);
    }
  }

  /// Runs one statement for each row. The rows' arrays must not change afterwards.
  void batch(String sql, List<@Nullable Object[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    try {
      PreparedStatement statement = prepared(sql);
      for (@Nullable Object[] row : rows) {
        bind(statement, row);
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw Trouble.with("write to", file, e);
    }
  }

  /// What SQLite finds wrong with the file, a sentence each; empty if nothing is. Reads all of it.
  public List<String> faults() {
    return all("PRAGMA integrity_check(" + MOST_FAULTS + ")", row -> row.getString(1)).stream()
        .filter(said -> !said.equals("ok"))
        .map(said -> "SQLite, of " + file + ": " + said.replace('\n', ' '))
        .toList();
  }

  /// Runs a statement that is not worth preparing.
  void script(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw Trouble.with("write to", file, e);
    }
  }

  /// Writes all that this connection sees into an empty file; `tick` runs now and then meanwhile.
  void copyTo(Path target, Runnable tick) {
    try {
      ProgressHandler.setHandler(connection, STEPS_A_TICK, new Ticking(tick));
      try (PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
        statement.setString(1, target.toString());
        statement.executeUpdate();
      } finally {
        ProgressHandler.clearHandler(connection);
      }
    } catch (SQLException e) {
      throw Trouble.with("copy to " + target + " the store", file, e);
    }
  }

  private static final class Ticking extends ProgressHandler {
    private final Runnable tick;

    Ticking(Runnable tick) {
      this.tick = tick;
    }

    @Override
    protected int progress() {
      tick.run();
      return 0;
    }
  }

  private PreparedStatement prepared(String sql) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    return statement;
  }

  private static void bind(PreparedStatement statement, @Nullable Object[] arguments)
      throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case Long number -> statement.setLong(i + 1, number);
        case Integer number -> statement.setInt(i + 1, number);
        case byte[] blob -> statement.setBytes(i + 1, blob);
        case null, default -> statement.setObject(i + 1, arguments[i]);
      }
    }
  }

  /// The number of a type, 0 if no record has it. A number, once committed, never changes.
  long typeId(String name) {
    Long known = typeIds.get(name);
    if (known != null) {
      return known;
    }
    long id = one("SELECT id FROM type WHERE name = ?", row -> row.getLong(1), name).orElse(0L);
    if (id > 0) {
      typeIds.put(name, id);
    }
    return id;
  }

  long addType(String name) {
    run("INSERT INTO type (name) VALUES (?)", name);
    return typeId(name);
  }

  public void begin() {
    transaction("begin on", false);
  }

  /// Makes everything since [#begin] last. When it throws, [#rollback] is due.
  public void commit() {
    transaction("commit to", true);
  }

  private void transaction(String tried, boolean done) {
    try {
      connection.setAutoCommit(done);
    } catch (SQLException e) {
      throw Trouble.with(tried, file, e);
    }
  }

  /// Takes everything since [#begin] back. False if that failed: the connection is of no more use.
  public boolean rollback() {
    typeIds.clear();
    try {
      for (PreparedStatement statement : prepared.values()) {
        statement.clearBatch();
      }
      connection.rollback();
      connection.setAutoCommit(true);
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      for (PreparedStatement statement : prepared.values()) {
        statement.close();
      }
      connection.close();
    } catch (SQLException e) {
      throw Trouble.with("close", file, e);
    }
  }
}
