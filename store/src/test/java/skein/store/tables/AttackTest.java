package skein.store.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static skein.store.tables.Samples.BOARD;
import static skein.store.tables.Samples.fill;
import static skein.store.tables.Samples.put;
import static skein.store.tables.Samples.shown;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.core.value.Value;
import skein.store.tables.Limits.Allowance;

/// What a hostile page may ask: all of it is harmless, and is refused with its reason.
final class AttackTest {
  private static final String ENDLESS =
      "WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT ";
  private final Queries queries = Queries.start();
  @TempDir Path folder = Path.of("");
  private Tables tables;

  @BeforeEach
  void open() {
    tables = Tables.open(folder.resolve("t"));
    fill(tables, BOARD, List.of(put("a", "{'_table':'posts','body':'some words','votes':1}")), 1);
  }

  @AfterEach
  void close() {
    tables.close();
    queries.close();
  }

  private String ask(String sql) {
    return shown(queries.ask(tables, Query.of(sql)));
  }

  private void refused(Answer.Reason reason, String why, String sql) {
    assertThat(ask(sql)).as(sql).startsWith(reason + ": ").contains(why);
  }

  private static String many(int count, String each, String between) {
    return IntStream.range(0, count)
        .mapToObj(i -> each.replace("#", String.valueOf(i)))
        .collect(Collectors.joining(between));
  }

  private byte[] file() throws IOException {
    return Files.readAllBytes(folder.resolve("t/view-2.db"));
  }

  private Set<String> names() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(Path::toString).collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void whatIsNotOneSelectIsRefusedAndChangesNothing() throws IOException {
    byte[] before = file();
    Set<String> names = names();
    String target = folder.resolve("evil.db").toString();
    for (String sql :
        List.of(
            "",
            "-- nothing",
            ";",
            "INSERT INTO posts (id) VALUES ('x')",
            "INSERT INTO posts_fts (posts_fts) VALUES ('delete-all')",
            "INSERT INTO posts_fts (posts_fts, rank) VALUES ('pgsz', 32)",
            "UPDATE posts SET score = 1e9",
            "DELETE FROM posts",
            "REPLACE INTO posts (id) VALUES ('x')",
            "DROP TABLE posts",
            "CREATE TABLE x (y)",
            "CREATE TEMP TABLE x (y)",
            "CREATE VIRTUAL TABLE temp.x USING fts5vocab('main', 'posts_fts', 'row')",
            "ATTACH '%s' AS x".formatted(target),
            "DETACH main",
            "VACUUM INTO '%s'".formatted(target),
            "VACUUM",
            "REINDEX",
            "ANALYZE",
            "BEGIN EXCLUSIVE",
            "COMMIT",
            "SAVEPOINT x",
            "PRAGMA journal_mode = DELETE",
            "PRAGMA hard_heap_limit = 1",
            "/*/ SELECT */ PRAGMA user_version",
            "-- SELECT\nPRAGMA user_version",
            "EXPLAIN SELECT 1",
            "backup to '%s'".formatted(target),
            "restore from '%s'".formatted(target),
            "SELECT 1; SELECT 2",
            "SELECT 1; DELETE FROM posts",
            "SELECT ';'; -- a\n /* b */ DROP TABLE posts")) {
      assertThat(ask(sql)).as(sql).startsWith("FORBIDDEN: ");
    }
    assertThat(ask(" /* a; */ SELECT ';' ; -- b;\n ;")).isEqualTo("[[';']]");
    assertThat(file()).isEqualTo(before);
    assertThat(names()).isEqualTo(names);
  }

  @Test
  void aWriteThatBeginsLikeASelectFindsAConnectionThatCannot() throws IOException {
    byte[] before = file();
    for (String sql :
        List.of(
            "WITH x AS (SELECT 1) INSERT INTO posts (id, timestamp, score) SELECT 'x', 1, 1",
            "WITH x AS (SELECT 1) DELETE FROM posts",
            "WITH x AS (SELECT 1) UPDATE posts SET score = 7 RETURNING id",
            "WITH x AS (SELECT 1) INSERT INTO posts_fts (posts_fts) VALUES ('rebuild')",
            "WITH x AS (SELECT 1) REPLACE INTO posts_fts_config VALUES ('secure-delete', 1)")) {
      refused(Answer.Reason.SQL, "", sql);
    }
    assertThat(file()).isEqualTo(before);
  }

  @Test
  void noWordLeadsToPathsOrToTheDatabaseItself() {
    for (String table :
        List.of(
            "pragma_database_list",
            "\"Pragma_Database_List\"",
            "'pragma_database_list'",
            "[pragma_database_list]",
            "`pragma_database_list`",
            "main.pragma_database_list",
            "pragma_table_info('posts')",
            "sqlite_schema",
            "SQLITE_MASTER",
            "sqlite_temp_master",
            "sqlite_sequence",
            "sqlite_stat4",
            "dbstat",
            "fts3tokenize",
            "_view")) {
      refused(Answer.Reason.FORBIDDEN, "a query may not say ", "SELECT * FROM " + table);
    }
    for (String table : List.of("_singletons", "_records", "_peers", "fts5vocab", "bytecode")) {
      refused(Answer.Reason.SQL, "no such table", "SELECT * FROM " + table);
    }
    refused(Answer.Reason.FORBIDDEN, "sqlite_version", "SELECT sqlite_version()");
  }

  @Test
  void functionsThatReachOutAreNotThere() {
    for (String call :
        List.of(
            "load_extension('x')",
            "load_extension('x', 'y')",
            "fts3_tokenizer('simple')",
            "fts3_tokenizer('simple', x'00')",
            "fts5(x'00')",
            "zeroblob(1)",
            "randomblob(1)",
            "last_insert_rowid()",
            "trim('aa', 'a')",
            "json_patch('{}', '{}')",
            "median(1)",
            "replicate('a', 9)",
            "jsonb('{}')")) {
      refused(Answer.Reason.SQL, "is not for queries", "SELECT " + call);
    }
    for (String call : List.of("writefile('x','y')", "readfile('x')", "edit('x')", "eval('x')")) {
      refused(Answer.Reason.SQL, "no such function", "SELECT " + call);
    }
  }

  /// A release of SQLite or its driver that brings more is seen here.
  @Test
  void everyFunctionAndModuleIsKnown() throws SQLException {
    Set<String> reachable = new TreeSet<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = connection.createStatement()) {
      List<String> calls = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery("SELECT DISTINCT name, narg FROM pragma_function_list")) {
        while (rows.next()) {
          if (!Functions.isAllowed(rows.getString(1), rows.getInt(2))
              && rows.getString(1).matches("\\w+")) {
            int arguments = Math.max(0, rows.getInt(2));
            calls.add(rows.getString(1) + "(" + many(arguments, "#", ",") + ")");
          }
        }
      }
      assertThat(calls).hasSizeGreaterThan(50);
      for (String call : calls) {
        if (ask("SELECT " + call).startsWith("[")) {
          reachable.add(call);
        }
      }
      try (ResultSet rows = statement.executeQuery("SELECT name FROM pragma_module_list")) {
        while (rows.next()) {
          if (ask("SELECT * FROM " + rows.getString(1)).startsWith("[")) {
            reachable.add(rows.getString(1));
          }
        }
      }
    }
    assertThat(reachable).isEmpty();
  }

  /// The parts of a full-text index can be read; they hold its words and nothing of elsewhere.
  @Test
  void theIndexShowsTheAppsOwnWordsAlone() {
    assertThat(ask("SELECT count(*) FROM posts_fts_data")).isEqualTo("[[3]]");
    assertThat(ask("SELECT k, v FROM posts_fts_config")).isEqualTo("[['version',4]]");
    assertThat(ask("SELECT hex(block) LIKE '%' || hex('word') || '%' FROM posts_fts_data"))
        .contains("1");
    assertThat(ask("SELECT * FROM posts_fts WHERE posts_fts MATCH '* reads'")).startsWith("[[");
    refused(Answer.Reason.SQL, "no such table", "SELECT * FROM posts_fts_content");
  }

  @Test
  void everythingUsefulWorks() {
    assertThat(
            ask(
                "WITH v AS (SELECT *, row_number() OVER (ORDER BY score) AS n FROM posts)"
                    + " SELECT n, upper(v.id), count(*), json_extract('{\"a\":2}', '$.a'),"
                    + " group_concat(v.id), instr('h\u00e4h', 'h\u00e4') FROM v LEFT JOIN members m"
                    + " ON m.name = v.title GROUP BY n HAVING count(*) > 0"))
        .isEqualTo("[[1,'A',1,2,'a',1]]");
    assertThat(ask("SELECT replace('aXbXc', 'X', '--'), replace('a', '', 'b'), instr('a', 'b')"))
        .isEqualTo("[['a--b--c','a',0]]");
    assertThat(ask("SELECT instr(NULL, 'a'), replace('a', 'a', NULL), replace(1.5, '.', ',')"))
        .isEqualTo("[[null,null,'1,5']]");
    assertThat(ask("SELECT value FROM json_each('[1,\"b\"]')")).isEqualTo("[[1],['b']]");
    assertThat(ask("VALUES (1, x'00ff'), (9007199254740993, 9e999), (-9223372036854775808, -0.0)"))
        .isEqualTo("[[1,'00ff'],['9007199254740993','Infinity'],['-9223372036854775808',0]]");
    assertThat(ask("SELECT typeof(CAST(x'edb080' AS TEXT)), 'a' AS b")).isEqualTo("[['text','a']]");
    assertThat(ask("SELECT 'a' REGEXP 'b'")).isEqualTo("SQL: no such function: REGEXP");
  }

  @Test
  void whatIsTooLargeIsRefused() {
    refused(Answer.Reason.LENGTH, "20001 characters", "SELECT" + " ".repeat(19_994) + "1");
    refused(Answer.Reason.SQL, "maximum depth 100", "SELECT " + "1+".repeat(101) + "1");
    refused(Answer.Reason.SQL, "compound", many(51, "SELECT 1", " UNION ALL "));
    refused(Answer.Reason.SQL, "too many columns", "SELECT " + many(257, "1", ","));
    refused(Answer.Reason.SQL, "too many arguments", "SELECT max(" + many(33, "1", ",") + ")");
    refused(Answer.Reason.SQL, "variable number", "SELECT ?101");
    refused(Answer.Reason.SQL, "too many SQL variables", "SELECT " + many(101, "?", ","));
    refused(
        Answer.Reason.SQL,
        "pattern too complex",
        "SELECT 'a' LIKE '" + "%a".repeat(126) + "', 'a' GLOB '" + "*a".repeat(126) + "'");
    refused(Answer.Reason.SQL, "", "SELECT " + "(".repeat(3_000) + "1" + ")".repeat(3_000));
    String needle = "instr('a', '" + "a".repeat(251) + "')";
    refused(Answer.Reason.SQL, "what is looked for is longer than 250", "SELECT " + needle);
  }

  @Test
  void aValueThatGrowsTooLongIsRefused() {
    String grow =
        ENDLESS.replace("SELECT 1 ", "SELECT 'a' ").replace("x + 1", "%s") + "max(x) FROM r";
    for (String sql :
        List.of(
            grow.formatted("x || x"),
            grow.formatted("hex(x)"),
            grow.formatted("replace(x, 'a', 'aaaaaaaaaaaaaaaaaaaa')"),
            grow.formatted("json_array(x, x)"),
            grow.formatted("concat(x, x, x)"),
            "SELECT printf('%2000000d', 1)",
            "SELECT format('%.*c', 2000000, 'x')",
            ENDLESS + "group_concat(x) FROM (SELECT x FROM r LIMIT 300000)",
            ENDLESS + "json_group_array(x) FROM (SELECT x FROM r LIMIT 300000)",
            ENDLESS + "string_agg(printf('%9000d', x), '') FROM (SELECT x FROM r LIMIT 300)")) {
      assertThat(ask(sql)).as(sql).startsWith("VALUE_SIZE: ").contains("1048576 bytes");
    }
  }

  @Test
  void anAnswerThatIsTooLongIsRefused() {
    refused(Answer.Reason.ROWS, "more than 10000 rows", ENDLESS + "x FROM r");
    refused(
        Answer.Reason.ANSWER_SIZE,
        "4194304 characters",
        ENDLESS + "printf('%999999d', x) FROM r LIMIT 5");
    assertThat(ask(ENDLESS + "x FROM r LIMIT 10000")).startsWith("[[1],[2],");
  }

  @Test
  void anEndlessQueryIsStoppedByStepsOrByTime() {
    Query endless = Query.of(ENDLESS + "count(*) FROM r");
    AtomicLong clock = new AtomicLong();
    try (Queries standing = Queries.start(allowances(() -> 0L))) {
      assertThat(shown(standing.ask(tables, endless)))
          .isEqualTo("STEPS: it took more than 1000000 steps");
    }
    try (Queries running = Queries.start(allowances(() -> clock.addAndGet(10_000_000)))) {
      assertThat(shown(running.ask(tables, endless))).isEqualTo("TIME: it ran longer than 9000 ms");
    }
    assertThat(clock.get()).isGreaterThan(Duration.ofSeconds(9).toNanos());
  }

  private static List<Allowance> allowances(LongSupplier clock) {
    Duration time = Duration.ofSeconds(9);
    return List.of(
        new Allowance(10_000, time, clock, 1 << 20),
        new Allowance(1_000_000, time, clock, 1 << 20));
  }

  /// On the real clock; a fast machine is at the last step before.
  @Test
  void anEndlessQueryEndsAfterTwoSeconds() {
    assertThat(ask(ENDLESS + "count(*) FROM r"))
        .matches("TIME: it ran longer than 2000 ms|STEPS: it took more than 200000000 steps");
  }

  @Test
  void whatIsPutAsideIsBounded() {
    Allowance full =
        new Allowance(Long.MAX_VALUE, Duration.ofSeconds(60), System::nanoTime, 16 << 20);
    try (Queries patient = Queries.start(List.of(full, full))) {
      for (String sql :
          List.of(
              ENDLESS + "printf('%900000d', x) AS y FROM r ORDER BY y",
              ENDLESS + "count(DISTINCT printf('%9000d', x)) FROM r",
              ENDLESS + "x FROM r GROUP BY printf('%9000d', x)",
              "WITH RECURSIVE q(x, y) AS (SELECT 1, 'a' UNION ALL SELECT x + n,"
                  + " printf('%90000d', x) FROM q, (SELECT 1 AS n UNION ALL SELECT 2))"
                  + " SELECT count(*) FROM q")) {
        assertThat(shown(patient.ask(tables, Query.of(sql))))
            .as(sql)
            .isEqualTo("SPACE: it put more than 16 MiB aside");
      }
    }
  }

  @Test
  void aCompilationThatWouldNeverEndIsRefused() {
    String wide =
        "WITH t0 AS (SELECT 1)"
            + IntStream.range(1, 9)
                .mapToObj(
                    i ->
                        ", t"
                            + i
                            + " AS (SELECT 1 FROM "
                            + many(9, "t" + (i - 1) + " a#", ",")
                            + ")")
                .collect(Collectors.joining())
            + " SELECT count(*) FROM t8";
    refused(Answer.Reason.SQL, "subqueries nested too deep", wide);
    String joined = "SELECT count(*) FROM " + many(64, "posts p#", ", ");
    assertThat(ask(joined + " WHERE " + many(63, "p#.id = p63.score", " AND "))).isEqualTo("[[0]]");
  }

  @Test
  void anInterruptedAskerIsLetGo() {
    Thread.currentThread().interrupt();
    assertThat(ask(ENDLESS + "count(*) FROM r")).startsWith("CANCELLED: ");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(ask("SELECT 1")).isEqualTo("[[1]]");
  }

  /// Single calls that no tick interrupts: the longest values, in the costliest functions.
  @Test
  void noSingleCallTakesLong() {
    String long1 = "printf('%999999d', 1)";
    String text = "replace(" + long1 + ", ' ', 'a')";
    for (String call :
        List.of(
            text + " LIKE '" + "%a".repeat(120) + "%b'",
            text + " GLOB '" + "*a".repeat(120) + "*b'",
            "instr(" + text + ", '" + "a".repeat(248) + "b')",
            "replace(" + text + ", '" + "a".repeat(248) + "b', '')",
            "json_valid('[' || " + text + ")",
            "length(upper(trim(" + text + ")))")) {
      assertThat(ask("SELECT " + call)).as("%.60s", call).startsWith("[[");
    }
  }

  @Test
  void parametersReachTheDatabaseAsWhatTheyAre() {
    List<Value> given = List.of(Value.of("'; DROP TABLE posts; --"), Value.of(1L << 53));
    assertThat(shown(queries.ask(tables, Query.of("SELECT ?, ?, typeof(?2)", given))))
        .isEqualTo("[[''; DROP TABLE posts; --',9007199254740992,'integer']]");
  }
}
