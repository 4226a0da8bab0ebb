package skein.store.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static skein.store.tables.Samples.BOARD;
import static skein.store.tables.Samples.fill;
import static skein.store.tables.Samples.json;
import static skein.store.tables.Samples.shown;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.core.value.Value;
import skein.store.tables.PostChange.Put;
import skein.store.tables.PostChange.Raise;
import skein.store.tables.PostChange.Remove;
import skein.testkit.Scale;
import skein.testkit.Scale.Counts;
import skein.testkit.store.Chance;

/// However posts came, were raised and went, the tables are those made at once of what is left.
final class LawsTest {
  private static final int ROUNDS = Scale.of(Counts.quick(12).full(150).longRun(10_000));
  private static final List<TableSchema> SCHEMAS =
      List.of(
          BOARD,
          TableSchema.NONE,
          TableSchema.of(
              json(
                  "{'schema':{'posts':{'title':'fulltext','body':'fulltext','votes':'real'},"
                      + "'others':{'body':'datetime'}},'indexes':[['posts','votes','id']]}")));
  private static final List<String> WORDS = List.of("alpha", "beta", "gamma", "\u00e9t\u00e9");
  @TempDir Path folder = Path.of("");

  /// One history: the tables, and what a careful reader would have written down.
  private static final class Play {
    private final Chance chance;
    private final Tables tables;
    private final Map<String, Post> posts = new LinkedHashMap<>();
    private TableSchema schema = TableSchema.NONE;
    private long cursor;

    Play(Chance chance, Tables tables) {
      this.chance = chance;
      this.tables = tables;
    }

    private Value content(String id) {
      var fields = new LinkedHashMap<String, Value>();
      int kind = id.hashCode() & 7;
      fields.put("_table", Value.of(List.of("posts", "posts", "members", "others").get(kind / 2)));
      fields.put("title", Value.of(id));
      fields.put("votes", kind == 1 ? chance.value() : Value.of(kind));
      String body = WORDS.get(chance.below(4)) + " " + WORDS.get(chance.below(4));
      fields.put("body", chance.below(9) == 0 ? chance.value() : Value.of(body));
      return Value.of(fields);
    }

    private PostChange change() {
      String id = "p" + chance.below(30);
      Post known = posts.get(id);
      long seconds = chance.below(1_000);
      double score = chance.below(1_000) / 8.0;
      return switch (chance.below(5)) {
        case 0 -> {
          posts.remove(id);
          yield new Remove(id);
        }
        case 1 -> {
          posts.computeIfPresent(id, (_, post) -> new Post(id, seconds, score, post.content()));
          yield new Raise(id, seconds, score);
        }
        default -> {
          Value content = known == null ? content(id) : known.content();
          Post post = new Post(id, seconds, score, content);
          posts.put(id, post);
          yield new Put(post);
        }
      };
    }

    private List<PostChange> batch() {
      List<PostChange> changes = new ArrayList<>();
      for (int left = chance.below(12); left > 0; left--) {
        changes.add(change());
      }
      return changes;
    }

    /// Feeds a second file the posts there are, then what happens meanwhile, to both.
    private void remap() {
      schema = SCHEMAS.get(chance.below(SCHEMAS.size()));
      try (Remap remap = tables.remap(schema)) {
        List<PostChange> before = new ArrayList<>();
        posts.values().forEach(post -> before.add(new Put(post)));
        remap.apply(before, cursor);
        List<PostChange> meanwhile = batch();
        tables.apply(meanwhile, ++cursor);
        remap.apply(meanwhile, cursor);
        if (chance.below(4) > 0) {
          remap.swap();
        } else {
          schema = tables.schema();
        }
      }
    }

    void step() {
      if (chance.below(8) == 0) {
        remap();
      } else {
        tables.apply(batch(), ++cursor);
      }
    }
  }

  private static String everything(Queries queries, Tables tables) {
    List<String> asked = new ArrayList<>();
    for (TableSchema.Table table : tables.schema().tables()) {
      asked.add("SELECT * FROM %s ORDER BY id".formatted(table.name()));
      for (String field : table.fullText()) {
        for (String word : WORDS) {
          asked.add(
              "SELECT * FROM %s WHERE %s MATCH '%s' ORDER BY id"
                  .formatted(table.twin(), field, word));
        }
      }
    }
    return asked.stream()
        .map(sql -> sql + ": " + shown(queries.ask(tables, Query.of(sql))))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void tablesAreThoseMadeAtOnceOfTheSurvivingPosts() {
    try (Queries queries = Queries.start()) {
      for (int seed = 0; seed < ROUNDS; seed++) {
        holds(queries, seed);
      }
    }
  }

  private void holds(Queries queries, int seed) {
    Path place = folder.resolve("s" + seed);
    Chance chance = new Chance(seed);
    try (Tables tables = Tables.open(place.resolve("one"));
        Tables fresh = Tables.open(place.resolve("two"))) {
      Play play = new Play(chance, tables);
      for (int left = 5 + chance.below(30); left > 0; left--) {
        play.step();
      }
      assertThat(tables.cursor()).as("seed %d", seed).isEqualTo(play.cursor);
      List<PostChange> left = new ArrayList<>();
      play.posts.values().forEach(post -> left.add(new Put(post)));
      fill(fresh, play.schema, left, 1);
      assertThat(everything(queries, tables))
          .as("seed %d", seed)
          .isEqualTo(everything(queries, fresh))
          .doesNotContain("SQL: ");
    }
  }
}
