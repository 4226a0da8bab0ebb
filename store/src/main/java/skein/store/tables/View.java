package skein.store.tables;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import skein.core.replica.StoreBroken;
import skein.core.value.Json;
import skein.core.value.NotStrict;
import skein.core.value.Value;

/// One file of tables, made for one schema. It is *whole* once it has all posts there were; until
/// then nobody queries it, and after a crash it is thrown away. One thread writes at a time;
/// readers are lent to any.
final class View implements AutoCloseable {
  /// "SkTb", so that `file` and others can tell what it is.
  private static final int APPLICATION_ID = 0x536B5462;

  /// Of the tables' making: a file with another one is made anew.
  private static final int FORMAT = 1;

  /// A row must fit into what a query may hold as one value.
  private static final int ROW_BYTES = Limits.VALUE_BYTES - (64 << 10);

  private final Path file;
  private final TableSchema schema;
  private final Map<String, Layout> layouts;
  private final Connection writer;
  private final Batch batch;
  private final Deque<Reader> idle = new ArrayDeque<>();
  private int lent;
  private boolean retired;
  private volatile long cursor;
  private volatile boolean damaged;

  private View(Path file, TableSchema schema, Connection writer) {
    this.file = file;
    this.schema = schema;
    this.layouts = Layout.all(schema);
    this.writer = writer;
    this.batch = new Batch(writer);
  }

  private static Connection connect(Path file, SynchronousMode synced) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(synced);
    config.setJournalSizeLimit(16 << 20);
    config.setBusyTimeout(30_000);
    return config.createConnection("jdbc:sqlite:" + file.toUri());
  }

  /// Makes a file that is not whole yet: a power cut may tear it.
  static View create(Path file, TableSchema schema) {
    try {
      View view = new View(file, schema, connect(file, SynchronousMode.OFF));
      view.begin();
      for (Layout layout : view.layouts.values()) {
        view.run(layout.create());
      }
      int number = 0;
      for (TableSchema.Index index : schema.indexes()) {
        view.run(List.of(Layout.create(index, ++number)));
      }
      view.run(
          List.of(
              "CREATE TABLE _view (schema TEXT, cursor INTEGER, whole INTEGER) STRICT",
              "PRAGMA application_id = " + APPLICATION_ID,
              "PRAGMA user_version = " + FORMAT));
      String json = new String(Json.write(schema.value()), StandardCharsets.UTF_8);
      view.batch.add("INSERT INTO _view VALUES (?, 0, 0)", json);
      view.commit();
      return view;
    } catch (SQLException e) {
      throw broken("create", file, e);
    }
  }

  /// Opens a file of earlier; empty if it is not whole, not sound, or not of this format.
  static Optional<View> open(Path file) {
    Connection writer = null;
    try {
      if (!Seal.isWholeAfterBreaking(file)) {
        return Optional.empty();
      }
      writer = connect(file, SynchronousMode.NORMAL);
      Optional<View> view = open(file, writer);
      if (view.isEmpty()) {
        writer.close();
      }
      return view;
    } catch (SQLException | NotStrict | BadSchema e) {
      closeTorn(writer);
      return Optional.empty();
    } catch (IOException e) {
      throw new StoreBroken("cannot read " + file + " [" + e + "]", e);
    }
  }

  private static Optional<View> open(Path file, Connection writer) throws SQLException {
    if (!one(writer, "PRAGMA application_id").equals(String.valueOf(APPLICATION_ID))
        || !one(writer, "PRAGMA user_version").equals(String.valueOf(FORMAT))
        || !one(writer, "SELECT whole FROM _view").equals("1")
        || !one(writer, "PRAGMA quick_check").equals("ok")) {
      return Optional.empty();
    }
    byte[] json = one(writer, "SELECT schema FROM _view").getBytes(StandardCharsets.UTF_8);
    View view = new View(file, TableSchema.of(Json.parse(json)), writer);
    view.cursor = Long.parseLong(one(writer, "SELECT cursor FROM _view"));
    return Optional.of(view);
  }

  private static void closeTorn(@Nullable Connection writer) {
    try {
      if (writer != null) {
        writer.close();
      }
    } catch (SQLException e) {
      throw new StoreBroken("cannot close a torn file of tables [" + e.getMessage() + "]", e);
    }
  }

  private static String one(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    }
  }

  private void run(List<String> statements) throws SQLException {
    try (Statement statement = writer.createStatement()) {
      for (String sql : statements) {
        statement.executeUpdate(sql);
      }
    }
  }

  private void begin() throws SQLException {
    writer.setAutoCommit(false);
  }

  private void commit() throws SQLException {
    batch.flush();
    writer.commit();
    writer.setAutoCommit(true);
  }

  private StoreBroken broken(String tried, SQLException e) {
    damaged |= isDamage(e);
    return broken(tried, file, e);
  }

  private static StoreBroken broken(String tried, Path file, SQLException e) {
    return new StoreBroken(
        "cannot %s the tables in %s [%s]. They can be deleted: they are built again"
            .formatted(tried, file, e.getMessage()),
        e);
  }

  /// Whether an error says that the file is torn, and not that something was asked wrongly.
  static boolean isDamage(SQLException e) {
    int code = e instanceof SQLiteException known ? known.getResultCode().code & 0xFF : 0;
    return code == SQLiteErrorCode.SQLITE_CORRUPT.code
        || code == SQLiteErrorCode.SQLITE_NOTADB.code
        || code == SQLiteErrorCode.SQLITE_IOERR.code;
  }

  TableSchema schema() {
    return schema;
  }

  long cursor() {
    return cursor;
  }

  boolean isDamaged() {
    return damaged;
  }

  void damage() {
    damaged = true;
  }

  /// Carries the changes over, in this order, all or none.
  void apply(List<PostChange> changes, long reached) {
    try {
      begin();
      boolean done = false;
      try {
        for (PostChange change : changes) {
          apply(change);
        }
        batch.add("UPDATE _view SET cursor = ?", reached);
        commit();
        done = true;
      } finally {
        if (!done) {
          batch.clear();
          writer.rollback();
          writer.setAutoCommit(true);
        }
      }
      cursor = reached;
    } catch (SQLException e) {
      throw broken("write to", e);
    }
  }

  private void apply(PostChange change) throws SQLException {
    switch (change) {
      case PostChange.Put(Post post) -> put(post);
      // Which table it is in, only its content would say; there are few tables.
      case PostChange.Raise(String id, long seconds, double score) -> {
        for (Layout layout : layouts.values()) {
          batch.add(layout.raise(), seconds, score, id);
        }
      }
      case PostChange.Remove(String id) -> {
        for (Layout layout : layouts.values()) {
          batch.add(layout.remove(), id);
        }
      }
    }
  }

  private void put(Post post) throws SQLException {
    if (post.content() instanceof Value.Obj content
        && content.get("_table") instanceof Value.Text(String name)) {
      Layout layout = layouts.get(name);
      if (layout != null) {
        put(layout, layout.row(post, content));
      }
    }
  }

  private void put(Layout layout, @Nullable Object[] row) throws SQLException {
    if (bytes(row) <= ROW_BYTES) {
      batch.add(layout.put(), row);
    }
  }

  private static int bytes(@Nullable Object[] row) {
    int bytes = 0;
    for (Object cell : row) {
      if (cell instanceof String text) {
        boolean surelyShort = text.length() < 1_000;
        bytes += surelyShort ? 3 * text.length() : text.getBytes(StandardCharsets.UTF_8).length;
      }
    }
    return bytes;
  }

  /// From now on the file survives, and may be queried.
  void finish() {
    try {
      run(List.of("PRAGMA synchronous = NORMAL", "UPDATE _view SET whole = 1"));
      one(writer, "PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (SQLException e) {
      throw broken("finish", e);
    }
  }

  /// A connection for one query; null once this view is retired. Give it back.
  @Nullable Reader borrow() {
    synchronized (idle) {
      if (retired) {
        return null;
      }
      lent++;
      Reader reader = idle.poll();
      if (reader != null) {
        return reader;
      }
    }
    boolean open = false;
    try {
      Reader reader = Reader.open(file, schema.names());
      open = true;
      return reader;
    } catch (SQLException e) {
      throw broken("read", e);
    } finally {
      if (!open) {
        gone();
      }
    }
  }

  void giveBack(Reader reader) {
    synchronized (idle) {
      if (!retired) {
        idle.push(reader);
        lent--;
        return;
      }
    }
    close(reader);
    gone();
  }

  private void gone() {
    synchronized (idle) {
      lent--;
      idle.notifyAll();
    }
  }

  private void close(Reader reader) {
    try {
      reader.close();
    } catch (SQLException e) {
      throw broken("close", e);
    }
  }

  /// Lends no more readers, waits for those that are out (each query has its end), and closes.
  @Override
  public void close() {
    synchronized (idle) {
      retired = true;
      boolean interrupted = false;
      while (lent > 0) {
        try {
          idle.wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      idle.forEach(this::close);
      idle.clear();
    }
    try {
      batch.close();
      writer.close();
    } catch (SQLException e) {
      throw broken("close", e);
    }
  }

  /// Closes so that the next opening sees whether a bit has turned meanwhile.
  void closeSealed() {
    close();
    try {
      if (damaged) {
        delete(file);
      } else {
        Seal.set(file);
      }
    } catch (IOException e) {
      throw new StoreBroken("cannot seal " + file + " [" + e + "]", e);
    }
  }

  void closeAndDelete() {
    close();
    delete(file);
  }

  /// Deletes a file that nobody has open, and what SQLite and we put beside it.
  static void delete(Path file) {
    try {
      for (String end : List.of("", "-wal", "-shm", "-seal")) {
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + end));
      }
    } catch (IOException e) {
      throw new StoreBroken("cannot delete " + file + " [" + e + "]", e);
    }
  }
}
