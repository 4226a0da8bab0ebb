package skein.app.hosting;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import skein.core.post.PostId;
import skein.core.post.Posts;
import skein.core.post.Rank;
import skein.core.value.Value;
import skein.store.tables.Answer;
import skein.store.tables.PostChange;
import skein.store.tables.Queries;
import skein.store.tables.Query;
import skein.store.tables.TableSchema;
import skein.store.tables.Tables;

/// Finds the rows of posts that had to go: what ranks no higher than the floor, and is gone.
///
/// @param posts that are still there
record Evicted(Posts posts, Queries queries) {
  private static final int PAGE = 1000;

  /// Some of those rows, none when all are gone; empty if the tables cannot be asked now.
  Optional<List<PostChange>> rows(Tables tables, Rank floor) {
    List<PostChange> gone = new ArrayList<>();
    for (TableSchema.Table table : tables.schema().tables()) {
      String sql =
          "SELECT id FROM \"%s\" WHERE score <= ? ORDER BY score LIMIT %d"
              .formatted(table.name(), PAGE);
      Query query = Query.of(sql, List.of(Value.of(floor.score().seconds())));
      if (!(queries.ask(tables, query) instanceof Answer.Rows rows)) {
        return Optional.empty();
      }
      for (List<Value> row : rows.rows()) {
        if (row.getFirst() instanceof Value.Text(String id) && isGone(PostId.parse(id))) {
          gone.add(new PostChange.Remove(id));
        }
      }
    }
    return Optional.of(gone);
  }

  private boolean isGone(PostId id) {
    return posts.store().read(reading -> reading.head(id)).isEmpty();
  }
}
