package skein.store.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skein.store.tables.Samples.BOARD;
import static skein.store.tables.Samples.fill;
import static skein.store.tables.Samples.json;
import static skein.store.tables.Samples.put;
import static skein.store.tables.Samples.shown;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.core.replica.StoreBroken;
import skein.core.value.Value;
import skein.store.tables.PostChange.Raise;
import skein.store.tables.PostChange.Remove;

/// What becomes of posts in tables.
final class TablesTest {
  private final Queries queries = Queries.start();
  @TempDir Path folder = Path.of("");
  private Tables tables;

  @BeforeEach
  void open() {
    tables = Tables.open(folder.resolve("t"));
  }

  @AfterEach
  void close() {
    tables.close();
    queries.close();
  }

  private String url(int number) {
    return "jdbc:sqlite:" + folder.resolve("t").resolve("view-" + number + ".db").toUri();
  }

  private String ask(String sql) {
    return shown(queries.ask(tables, Query.of(sql)));
  }

  @Test
  void aPostHasARowWithItsIdTimeAndScore() {
    fill(tables, BOARD, List.of(put("p1", "{'_table':'posts','title':'T','votes':3}")), 7);
    assertThat(ask("SELECT * FROM posts")).isEqualTo("[['p1',100,1,null,'T',3]]");
    assertThat(tables.cursor()).isEqualTo(7);
    assertThat(tables.schema()).isEqualTo(BOARD);
  }

  @Test
  void parametersStandByPlaceAndByName() {
    fill(tables, BOARD, List.of(put("p1", "{'_table':'posts','title':'T','votes':3}")), 7);
    String byPlace = "SELECT id FROM posts WHERE title = ? AND votes < ? AND ? IS NULL AND ?";
    assertThat(
            queries.ask(
                tables,
                Query.of(
                    byPlace,
                    List.of(Value.of("T"), Value.of(3.5), Value.Null.ONLY, Value.of(true)))))
        .isEqualTo(new Answer.Rows(List.of("id"), List.of(List.of(Value.of("p1")))));
    var named = new LinkedHashMap<String, Value>();
    named.put("t", Value.of("T"));
    named.put("n", Value.of(3));
    named.put("unused", Value.of(0));
    String byName = "SELECT id, ':t' FROM posts WHERE title = :t AND votes IN (:n, @n, $n, :n)";
    assertThat(shown(queries.ask(tables, Query.of(byName, named)))).isEqualTo("[['p1',':t']]");
    String numbered = "SELECT ?2, ?1, ? -- ?\n /* ? */";
    List<Value> three = List.of(Value.of(1), Value.of(2), Value.of(3));
    assertThat(shown(queries.ask(tables, Query.of(numbered, three)))).isEqualTo("[[2,1,3]]");
  }

  @Test
  void parametersThatDoNotFitAreRefused() {
    assertThat(ask("SELECT ?")).isEqualTo("PARAMETERS: the query has 1 parameters, 0 were given");
    assertThat(shown(queries.ask(tables, Query.of("SELECT :a", new LinkedHashMap<>()))))
        .isEqualTo("PARAMETERS: no value was given for the parameter :a");
    assertThat(shown(queries.ask(tables, Query.of("SELECT ?", new LinkedHashMap<>()))))
        .contains("PARAMETERS: the query has a parameter without a name");
    assertThat(shown(queries.ask(tables, Query.of("SELECT ?", List.of(json("[1]"))))))
        .contains("PARAMETERS: parameter 1 is a list");
    assertThat(shown(queries.ask(tables, new Query("SELECT 1", Value.of(7)))))
        .contains("PARAMETERS: parameters are a list or an object");
    assertThat(ask("SELECT :a::b")).contains("PARAMETERS: ");
  }

  @Test
  void unknownTablesAndFieldsAreNotProjected() {
    fill(
        tables,
        BOARD,
        List.of(
            put("a", "{'_table':'other','title':'T'}"),
            put("b", "{'title':'T'}"),
            put("c", "[1]"),
            put("d", "'text'"),
            put("e", "{'_table':7}"),
            put("f", "{'_table':'POSTS'}"),
            put("g", "{'_table':'posts','unknown':1,'id':'forged','score':7}")),
        1);
    assertThat(ask("SELECT * FROM posts")).isEqualTo("[['g',100,1,null,null,null]]");
  }

  @Test
  void aValueOfAnotherKindNeverDropsTheRow() {
    fill(
        tables,
        TableSchema.of(
            json(
                "{'schema':{'t':{'i':'int','r':'real','t':'text','f':'fulltext',"
                    + "'d':'datetime'}}}")),
        List.of(
            put("1", "{'_table':'t','i':1.5,'r':'1','t':1.5,'f':true,'d':true}"),
            put("2", "{'_table':'t','i':true,'r':true,'t':{'b':[1],'a':null},'f':[1],'d':[1]}"),
            put("3", "{'_table':'t','i':'1','r':1,'t':null,'f':null,'d':1000}"),
            put("4", "{'_table':'t','i':1e+300,'r':1e+300,'t':'','f':'','d':'2026-11-21'}"),
            put("5", "{'_table':'t','i':[1],'r':{},'t':[],'f':{},'d':0.5}")),
        1);
    assertThat(ask("SELECT i, r, t, f, d FROM t ORDER BY id"))
        .isEqualTo(
            "[[null,null,'1.5','true',null],"
                + "[1,null,'{\\'b\\':[1],\\'a\\':null}','[1]',null],"
                + "[null,1,null,null,1000],"
                + "[null,1e+300,'','','2026-11-21'],"
                + "[null,null,'[]','{}',0.5]]");
  }

  @Test
  void aRaiseChangesTimeAndScoreAndARemovalTakesTheRow() {
    fill(
        tables,
        BOARD,
        List.of(put("a", "{'_table':'posts','body':'x y'}"), put("b", "{'_table':'members'}")),
        1);
    tables.apply(List.of(new Raise("a", 200, 5), new Raise("none", 1, 1)), 2);
    assertThat(ask("SELECT id, timestamp, score FROM posts")).isEqualTo("[['a',200,5]]");
    assertThat(ask("SELECT score, body FROM posts_fts WHERE body MATCH 'y'"))
        .isEqualTo("[[5,'x y']]");
    tables.apply(List.of(new Remove("a"), new Remove("none"), new Remove("b")), 3);
    assertThat(ask("SELECT (SELECT count(*) FROM posts) + (SELECT count(*) FROM members)"))
        .isEqualTo("[[0]]");
    assertThat(ask("SELECT count(*) FROM posts_fts WHERE body MATCH 'y'")).isEqualTo("[[0]]");
    assertThat(tables.cursor()).isEqualTo(3);
  }

  @Test
  void anotherSchemaBringsPostsThatHadNoTable() {
    List<PostChange> posts =
        List.of(put("a", "{'_table':'later','x':1}"), put("b", "{'_table':'posts'}"));
    fill(tables, BOARD, posts, 2);
    assertThat(ask("SELECT * FROM later")).isEqualTo("SQL: no such table: later");
    fill(tables, TableSchema.of(json("{'schema':{'later':{'x':'int'}}}")), posts, 2);
    assertThat(ask("SELECT id, x FROM later")).isEqualTo("[['a',1]]");
    assertThat(ask("SELECT * FROM posts")).isEqualTo("SQL: no such table: posts");
  }

  @Test
  void wordsAreFoundRankedAndShown() {
    fill(
        tables,
        BOARD,
        List.of(
            put("a", "{'_table':'posts','body':'Größe counts, size counts','title':'one'}"),
            put("b", "{'_table':'posts','body':'nothing counts here but this','title':'two'}"),
            put("c", "{'_table':'posts','title':'counts'}")),
        1);
    assertThat(ask("SELECT id, title FROM posts_fts WHERE body MATCH 'counts' ORDER BY rank"))
        .isEqualTo("[['a','one'],['b','two']]");
    assertThat(ask("SELECT id FROM posts_fts WHERE posts_fts MATCH 'GRÖSSE OR groß*'"))
        .isEqualTo("[['a']]");
    assertThat(
            ask(
                "SELECT snippet(posts_fts, 3, '<', '>', '..', 3), bm25(posts_fts) < 0"
                    + " FROM posts_fts WHERE body MATCH 'here NOT size'"))
        .isEqualTo("[['nothing counts <here>..',1]]");
    assertThat(
            ask(
                "SELECT p.votes, f.title FROM posts_fts f JOIN posts p USING (id)"
                    + " WHERE f.body MATCH '\"counts here\"'"))
        .isEqualTo("[[null,'two']]");
    assertThat(ask("SELECT id FROM posts WHERE body LIKE '%size%' AND upper(title) = 'ONE'"))
        .isEqualTo("[['a']]");
    assertThat(ask("SELECT id FROM posts WHERE body MATCH 'size'"))
        .isEqualTo("SQL: unable to use function MATCH in the requested context");
  }

  @Test
  void namesThatAreWordsOfSqlAreHarmless() {
    TableSchema odd =
        TableSchema.of(
            json(
                "{'schema':{'select':{'table':'text','where':'fulltext','dbstat':'int'},"
                    + "'group':{'rowid':'text','rank':'int','oid':'text','fts':'int'},"
                    + "'group_fts':{},'dbstat':{},'fts5':{}},"
                    + "'indexes':[['select','table'],['group','rank']]}"));
    fill(
        tables,
        odd,
        List.of(
            put("a", "{'_table':'select','table':'x','where':'a word','dbstat':4}"),
            put("b", "{'_table':'group','rowid':'r','rank':2}"),
            put("c", "{'_table':'dbstat'}")),
        1);
    tables.apply(List.of(new Raise("a", 1, 2), new Raise("b", 3, 4)), 2);
    assertThat(ask("SELECT \"table\", dbstat FROM \"select_fts\" WHERE \"where\" MATCH 'word'"))
        .isEqualTo("[['x',4]]");
    assertThat(ask("SELECT rowid, rank, score FROM 'group'")).isEqualTo("[['r',2,4]]");
    assertThat(ask("SELECT * FROM dbstat")).isEqualTo("[['c',100,1]]");
    tables.apply(List.of(new Remove("a"), new Remove("b"), new Remove("c")), 3);
    assertThat(ask("SELECT * FROM \"select_fts\" UNION SELECT *, 1, 1, 1 FROM dbstat"))
        .isEqualTo("[]");
  }

  @Test
  void aPostTooLongForAQueryHasNoRow() {
    String most = "x".repeat(900_000);
    fill(
        tables,
        BOARD,
        List.of(
            put("a", "{'_table':'posts','body':'%s'}".formatted(most)),
            put("b", "{'_table':'posts','body':'%s%s'}".formatted(most, most))),
        1);
    assertThat(ask("SELECT id, length(body) FROM posts")).isEqualTo("[['a',900000]]");
  }

  @Test
  void aBatchIsCarriedOverWholeOrNotAtAll() throws SQLException {
    fill(tables, BOARD, List.of(put("a", "{'_table':'posts'}")), 1);
    try (Connection other = DriverManager.getConnection(url(2));
        Statement statement = other.createStatement()) {
      statement.executeUpdate(
          "CREATE TRIGGER stop BEFORE INSERT ON members BEGIN SELECT RAISE(ABORT, 'no'); END");
    }
    List<PostChange> both =
        List.of(put("b", "{'_table':'posts'}"), put("bad", "{'_table':'members'}"));
    assertThatThrownBy(() -> tables.apply(both, 2))
        .isInstanceOf(StoreBroken.class)
        .hasMessageContaining("cannot write to the tables");
    assertThat(tables.cursor()).isEqualTo(1);
    assertThat(ask("SELECT id FROM posts")).isEqualTo("[['a']]");
    tables.apply(List.of(put("c", "{'_table':'posts'}")), 3);
    assertThat(ask("SELECT id FROM posts")).isEqualTo("[['a'],['c']]");
  }
}
