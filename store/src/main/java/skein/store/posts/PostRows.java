package skein.store.posts;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skein.core.post.Post;
import skein.core.post.PostHead;
import skein.core.post.PostId;
import skein.core.post.PostWriting;
import skein.core.post.Rank;
import skein.core.post.Score;
import skein.core.post.StoredPost;
import skein.core.post.Work;
import skein.core.replica.StoreBroken;
import skein.core.value.Bytes;
import skein.store.sqlite.Link;

/// The rows of `posts.db` within one transaction. Confined to it.
final class PostRows implements PostWriting {
  private static final String HEAD = "SELECT id, time, nonce, score, bytes FROM post ";
  private static final String WHOLE =
      "SELECT id, time, nonce, score, bytes, ord, post.born, content"
          + " FROM post JOIN body ON body.born = post.born ";

  private final Link link;
  private final Path file;
  private Marks marks;
  private final Marks before;

  /// The one row that says what the posts come to.
  private record Marks(
      String epoch, long lifted, long lastOrder, long count, long weight, @Nullable Rank floor) {

    static Marks read(ResultSet row) throws SQLException {
      byte[] floor = row.getBytes(7);
      return new Marks(
          row.getString(1),
          row.getLong(2),
          row.getLong(3),
          row.getLong(4),
          row.getLong(5),
          floor == null ? null : new Rank(new Score(row.getLong(6)), PostId.of(floor)));
    }

    Marks grown(PostHead head, int posts) {
      return new Marks(
          epoch, lifted, lastOrder, count + posts, weight + posts * head.weight(), floor);
    }

    Marks next() {
      return new Marks(epoch, lifted, lastOrder + 1, count, weight, floor);
    }

    Marks under(Rank newFloor) {
      return new Marks(epoch, lifted, lastOrder, count, weight, newFloor);
    }

    Marks lift() {
      return new Marks(epoch, lifted + 1, lastOrder, count, weight, null);
    }
  }

  PostRows(Link link, Path file) {
    this.link = link;
    this.file = file;
    this.marks =
        link.one(
                "SELECT epoch, lifted, last_order, count, weight, floor_score, floor_id FROM marks",
                sound(Marks::read))
            .orElseThrow(() -> new StoreBroken(damaged("what is said of all posts is gone")));
    this.before = marks;
  }

  /// Writes the marks; to be called last. False if nothing has changed.
  boolean finish() {
    if (marks.equals(before)) {
      return false;
    }
    Rank floor = marks.floor;
    link.run(
        "UPDATE marks SET lifted = ?, last_order = ?, count = ?, weight = ?,"
            + " floor_score = ?, floor_id = ?",
        marks.lifted,
        marks.lastOrder,
        marks.count,
        marks.weight,
        floor == null ? null : floor.score().units(),
        floor == null ? null : floor.id().bytes());
    return true;
  }

  private static PostHead head(ResultSet row) throws SQLException {
    return new PostHead(
        PostId.of(row.getBytes(1)),
        new Work(row.getLong(2), row.getLong(3)),
        new Score(row.getLong(4)),
        row.getInt(5));
  }

  /// A body that is not what its name says has been changed by the disk: nobody is given that.
  private static StoredPost whole(ResultSet row) throws SQLException {
    PostHead head = head(row);
    byte[] body = row.getBytes(8);
    if (!PostHead.of(new Post(Bytes.of(body)), head.work()).equals(head)) {
      throw new IllegalArgumentException("it is not what was posted");
    }
    return new StoredPost(row.getLong(6), row.getLong(7), head, new Post(Bytes.of(body)));
  }

  /// Reads a row that the disk may have changed.
  private <T> Link.Row<T> sound(Link.Row<T> reader) {
    return row -> {
      try {
        return reader.read(row);
      } catch (IllegalArgumentException e) {
        throw new StoreBroken(damaged(String.valueOf(e.getMessage())), e);
      }
    };
  }

  private String damaged(String why) {
    return "a post in "
        + file
        + " is damaged: "
        + why
        + "; end the node, delete the file, and its posts come again from peers";
  }

  @Override
  public String epoch() {
    return marks.epoch + "/" + marks.lifted;
  }

  @Override
  public long lastOrder() {
    return marks.lastOrder;
  }

  @Override
  public long count() {
    return marks.count;
  }

  @Override
  public long weight() {
    return marks.weight;
  }

  @Override
  public Optional<Rank> floor() {
    return Optional.ofNullable(marks.floor);
  }

  @Override
  public Optional<PostHead> head(PostId id) {
    return link.one(HEAD + "WHERE id = ?", sound(PostRows::head), id.bytes());
  }

  @Override
  public Optional<StoredPost> post(PostId id) {
    return link.one(WHOLE + "WHERE id = ?", sound(PostRows::whole), id.bytes());
  }

  @Override
  public List<PostHead> heads(@Nullable PostId after, int limit) {
    byte[] from = after == null ? new byte[0] : after.bytes();
    return link.all(HEAD + "WHERE id > ? ORDER BY id LIMIT ?", sound(PostRows::head), from, limit);
  }

  @Override
  public List<PostHead> lowest(int limit) {
    return link.all(HEAD + "ORDER BY score, id LIMIT ?", sound(PostRows::head), limit);
  }

  @Override
  public List<StoredPost> since(long order, int limit) {
    return link.all(
        WHOLE + "WHERE ord > ? ORDER BY ord LIMIT ?", sound(PostRows::whole), order, limit);
  }

  @Override
  public void add(Post post, PostHead head) {
    marks = marks.next().grown(head, 1);
    long order = marks.lastOrder;
    link.run(
        "INSERT INTO post (id, time, nonce, score, bytes, ord, born) VALUES (?, ?, ?, ?, ?, ?, ?)",
        head.id().bytes(),
        head.work().timeSeconds(),
        head.work().nonce(),
        head.score().units(),
        head.bodyBytes(),
        order,
        order);
    link.run("INSERT INTO body (born, content) VALUES (?, ?)", order, post.body().toArray());
  }

  @Override
  public void raise(PostHead head) {
    marks = marks.next();
    link.run(
        "UPDATE post SET time = ?, nonce = ?, score = ?, ord = ? WHERE id = ?",
        head.work().timeSeconds(),
        head.work().nonce(),
        head.score().units(),
        marks.lastOrder,
        head.id().bytes());
  }

  @Override
  public void remove(PostId id) {
    PostHead head = head(id).orElseThrow();
    marks = marks.grown(head, -1);
    link.run("DELETE FROM body WHERE born = (SELECT born FROM post WHERE id = ?)", id.bytes());
    link.run("DELETE FROM post WHERE id = ?", id.bytes());
  }

  @Override
  public void floor(Rank floor) {
    marks = marks.under(floor);
  }

  @Override
  public void liftFloor() {
    marks = marks.lift();
  }
}
