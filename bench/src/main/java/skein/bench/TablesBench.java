package skein.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;
import skein.core.value.Json;
import skein.core.value.Value;
import skein.store.tables.Answer;
import skein.store.tables.Post;
import skein.store.tables.PostChange;
import skein.store.tables.Queries;
import skein.store.tables.Query;
import skein.store.tables.Remap;
import skein.store.tables.TableSchema;
import skein.store.tables.Tables;

/// Posts as rows of tables, with full text and an index, and queries over them; beside plain SQLite
/// with the same table, that anybody may ask anything.
record TablesBench(int posts) {
  private static final int BATCH = 1_000;
  private static final int QUERIES = 2_000;
  private static final TableSchema SCHEMA =
      TableSchema.of(
          Json.parse(
              """
              {"schema":{"messages":{"message":"fulltext"}},"indexes":[["messages","timestamp"]]}"""
                  .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  private static final String NEWEST =
      "SELECT message, timestamp FROM messages ORDER BY timestamp DESC LIMIT 20";
  private static final String WORDS =
      """
      SELECT id, snippet(messages_fts, -1, '[', ']', '…', 8) FROM messages_fts
      WHERE messages_fts MATCH 'message: "bridge well clinic"' LIMIT 20""";

  List<Rounds.Pair> pairs() {
    return List.of(
        new Rounds.Pair(
            "%,d posts into tables with full text".formatted(posts),
            Unit.perSecond("posts"),
            this::project,
            this::plainProject),
        new Rounds.Pair(
            "the newest 20 of %,d".formatted(posts),
            Unit.perSecond("queries"),
            f -> query(f, NEWEST),
            f -> plainQuery(f, NEWEST)),
        new Rounds.Pair(
            "three words side by side in %,d".formatted(posts),
            Unit.perSecond("queries"),
            f -> query(f, WORDS),
            f -> plainQuery(f, WORDS)));
  }

  private static String id(Message message) {
    return "post " + message.number();
  }

  private double project(Path folder) {
    try (Tables tables = Tables.open(folder)) {
      return fill(tables);
    }
  }

  private double fill(Tables tables) {
    try (Remap remap = tables.remap(SCHEMA)) {
      remap.swap();
    }
    long start = System.nanoTime();
    for (int at = 0; at < posts; at += BATCH) {
      List<PostChange> changes = new ArrayList<>();
      for (int i = at; i < Math.min(at + BATCH, posts); i++) {
        Message message = new Message(i);
        long seconds = Message.START_SECONDS + i;
        changes.add(new PostChange.Put(new Post(id(message), seconds, seconds, message.content())));
      }
      tables.apply(changes, at);
    }
    return CoreBench.rate(posts, start);
  }

  private double query(Path folder, String sql) {
    try (Tables tables = Tables.open(folder);
        Queries queries = Queries.start()) {
      fill(tables);
      Query query = Query.of(sql);
      long start = System.nanoTime();
      for (int i = 0; i < QUERIES; i++) {
        Answer answer = queries.ask(tables, query);
        CoreBench.require(answer instanceof Answer.Rows rows && !rows.rows().isEmpty(), answer);
      }
      return CoreBench.rate(QUERIES, start);
    }
  }

  private double plainProject(Path folder) throws SQLException {
    try (Connection connection = plain(folder)) {
      return plainFill(connection);
    }
  }

  private static Connection plain(Path folder) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    Connection connection = config.createConnection("jdbc:sqlite:" + folder.resolve("plain.db"));
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE messages (
            n INTEGER PRIMARY KEY, id TEXT UNIQUE, timestamp INTEGER, score REAL, message TEXT)""");
      statement.execute("CREATE INDEX messages_timestamp ON messages (timestamp)");
      statement.execute(
          """
          CREATE VIRTUAL TABLE messages_fts USING
            fts5(id UNINDEXED, timestamp UNINDEXED, score UNINDEXED, message)""");
    }
    return connection;
  }

  private double plainFill(Connection connection) throws SQLException {
    String row = " (id, timestamp, score, message) VALUES (?, ?, ?, ?)";
    long start = System.nanoTime();
    try (PreparedStatement one = connection.prepareStatement("INSERT INTO messages" + row);
        PreparedStatement twin = connection.prepareStatement("INSERT INTO messages_fts" + row)) {
      for (int at = 0; at < posts; at += BATCH) {
        connection.setAutoCommit(false);
        for (int i = at; i < Math.min(at + BATCH, posts); i++) {
          // as a plain program would: parses what came, and takes the field
          String text = parsed(new Message(i).json());
          for (PreparedStatement insert : List.of(one, twin)) {
            insert.setString(1, id(new Message(i)));
            insert.setLong(2, Message.START_SECONDS + i);
            insert.setDouble(3, (double) (Message.START_SECONDS + i));
            insert.setString(4, text);
            insert.addBatch();
          }
        }
        one.executeBatch();
        twin.executeBatch();
        connection.setAutoCommit(true);
      }
    }
    return CoreBench.rate(posts, start);
  }

  private static String parsed(byte[] json) {
    return Json.parse(json) instanceof Value.Obj content
            && content.fields().get("message") instanceof Value.Text text
        ? text.value()
        : "";
  }

  private double plainQuery(Path folder, String sql) throws SQLException {
    try (Connection connection = plain(folder)) {
      plainFill(connection);
      long start = System.nanoTime();
      for (int i = 0; i < QUERIES; i++) {
        int rows = 0;
        try (PreparedStatement query = connection.prepareStatement(sql);
            ResultSet found = query.executeQuery()) {
          while (found.next()) {
            rows += found.getString(1).isEmpty() ? 0 : 1;
          }
        }
        CoreBench.require(rows > 0, sql);
      }
      return CoreBench.rate(QUERIES, start);
    }
  }
}
