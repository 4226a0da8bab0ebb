package skein.store.posts;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import skein.core.post.Post;
import skein.core.post.PostHead;
import skein.core.post.Work;
import skein.core.replica.StoreBroken;
import skein.core.value.Bytes;
import skein.store.sqlite.Link;

/// Holds every post in a file against its own bytes, and what the file says of all of them against
/// the posts. Reads all of it, in one transaction, and writes nothing. Used once, by one thread.
final class PostCheck {
  private static final int MOST_FAULTS = 100;

  /// Of the largest posts these are 16 MiB.
  private static final int PAGE = 16;

  private static final String POSTS =
      "SELECT id, time, nonce, score, bytes, ord, post.born, content"
          + " FROM post LEFT JOIN body ON body.born = post.born"
          + " WHERE id > ? ORDER BY id LIMIT "
          + PAGE;

  private final Link link;
  private final PostRows rows;
  private final Path file;
  private final List<String> faults = new ArrayList<>();
  private long count;
  private long weight;

  private PostCheck(Link link, Path file) {
    this.link = link;
    this.rows = new PostRows(link, file);
    this.file = file;
  }

  /// What is wrong, a sentence each, not more than [#MOST_FAULTS]; empty if nothing is.
  static List<String> faults(Path file, Link.Mode mode) {
    try (Link link = Link.open(file, mode)) {
      link.begin();
      // Rows of a file that is not sound in itself need not come to an end.
      List<String> found = link.faults();
      return found.isEmpty() ? new PostCheck(link, file).run() : found;
    } catch (StoreBroken e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  private List<String> run() {
    Bytes after = Bytes.EMPTY;
    for (List<Bytes> page = page(after); !page.isEmpty(); page = page(after)) {
      after = page.getLast();
    }
    require(count == rows.count(), "it says that it has " + rows.count() + " posts, not " + count);
    require(weight == rows.weight(), "its posts weigh " + weight + ", it says " + rows.weight());
    long alone =
        link.one(
                "SELECT count(*) FROM body WHERE born NOT IN (SELECT born FROM post)",
                row -> row.getLong(1))
            .orElse(0L);
    require(alone == 0, alone + " bodies belong to no post");
    return faults;
  }

  private List<Bytes> page(Bytes after) {
    return link.all(POSTS, this::look, after.toArray());
  }

  private void require(boolean well, String otherwise) {
    if (!well && faults.size() < MOST_FAULTS) {
      faults.add("in " + file + ", " + otherwise);
    }
  }

  /// Looks at one post; its id.
  private Bytes look(ResultSet row) throws SQLException {
    Bytes id = Bytes.of(row.getBytes(1));
    String name = "the post " + Base64.getEncoder().encodeToString(id.toArray());
    count++;
    weight += PostHead.OVERHEAD_BYTES + row.getLong(5);
    byte[] body = row.getBytes(8);
    require(body != null, name + " has no body");
    if (body != null) {
      try {
        compare(name, id, row, PostHead.of(new Post(Bytes.of(body)), work(row)));
      } catch (IllegalArgumentException e) {
        require(false, name + " is damaged: " + e.getMessage());
      }
    }
    return id;
  }

  private static Work work(ResultSet row) throws SQLException {
    return new Work(row.getLong(2), row.getLong(3));
  }

  /// @param good what its body and its work come to
  private void compare(String name, Bytes id, ResultSet row, PostHead good) throws SQLException {
    if (!good.id().content().equals(id)) {
      require(false, name + " is not what was posted: its bytes are those of " + good.id());
      return;
    }
    long order = row.getLong(6);
    long born = row.getLong(7);
    require(
        good.score().units() == row.getLong(4),
        name + " has the score " + row.getLong(4) + ", its work gives " + good.score().units());
    require(
        good.bodyBytes() == row.getLong(5),
        name + " has " + good.bodyBytes() + " bytes, its size is given as " + row.getLong(5));
    require(
        born >= 1 && born <= order && order <= rows.lastOrder(),
        name + " has the order " + order + " of " + rows.lastOrder() + ", and came as " + born);
    require(
        rows.floor().filter(floor -> good.rank().compareTo(floor) <= 0).isEmpty(),
        name + " ranks no higher than what had to go");
  }
}
