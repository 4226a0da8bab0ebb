package skein.store.posts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.core.post.Offer;
import skein.core.post.Post;
import skein.core.post.PostHead;
import skein.core.post.Posts;
import skein.core.post.Quota;
import skein.core.post.StoredPost;
import skein.core.post.Work;
import skein.core.value.Bytes;
import skein.store.sqlite.Link;
import skein.testkit.Scale;
import skein.testkit.Scale.Counts;

/// What the disk does to posts is found, or shows in nothing.
final class PostDamageTest {
  private static final int POSTS = 40;
  private static final int FLIPS = Scale.of(Counts.quick(150).full(3_000).longRun(50_000));

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void postsWithAFloorAndARaisedOne() {
    file = folder.resolve("posts.db");
    try (SqlitePostStore store = SqlitePostStore.open(file, "epoch")) {
      // Of them some two thirds have room.
      Posts posts = Posts.open(store, new Quota(5_000));
      for (int i = 0; i < POSTS; i++) {
        Post post = Post.of("text/plain", Bytes.ofText("words of post " + i + " ".repeat(i)));
        posts.admit(List.of(new Offer.Whole(post, new Work(i * 1_000_000L, i))), 99_000_000_000L);
      }
      PostHead lowest = store.read(reading -> reading.lowest(1)).getFirst();
      Work better = new Work(POSTS * 1_000_000L, 7);
      posts.admit(List.of(new Offer.Raise(lowest.id(), better)), 99_000_000_000L);
      boolean full = store.read(reading -> reading.floor().isPresent());
      assertThat(full).isTrue();
    }
  }

  /// All posts, by order and by id.
  private static List<StoredPost> shown(Path file) {
    try (SqlitePostStore store = SqlitePostStore.openReadOnly(file)) {
      return store.read(
          reading -> {
            List<StoredPost> all = new ArrayList<>(reading.since(0, POSTS));
            for (PostHead head : reading.heads(null, POSTS)) {
              all.add(reading.post(head.id()).orElseThrow());
            }
            return all;
          });
    }
  }

  private void change(String sql) {
    try (Link link = Link.open(file, Link.Mode.WRITE)) {
      link.run(sql);
    }
  }

  /// What is told after one change, which is then taken back.
  private String told(String sql) throws IOException {
    byte[] good = Files.readAllBytes(file);
    change(sql);
    List<String> faults = SqlitePostStore.faults(file);
    Files.write(file, good);
    assertThat(faults).as(sql).hasSize(1);
    assertThat(faults.getFirst()).contains(file.toString());
    return faults.getFirst();
  }

  @Test
  void soundPostsHaveNoFaults() {
    assertThat(SqlitePostStore.faults(file)).isEmpty();
  }

  @Test
  void eachKindOfDamageIsToldInWords() throws IOException {
    String one = " WHERE ord = " + POSTS;
    assertThat(told("UPDATE post SET score = score + 1" + one)).contains("its work gives");
    assertThat(told("UPDATE post SET nonce = nonce + 1" + one)).contains("its work gives");
    assertThat(told("UPDATE post SET nonce = -1" + one)).contains("is damaged", "nonce");
    assertThat(told("UPDATE post SET ord = 99" + one)).contains("has the order 99");
    assertThat(told("UPDATE post SET id = zeroblob(32)" + one)).contains("is not what was posted");
    assertThat(told("UPDATE body SET content = CAST(content || ' ' AS BLOB) WHERE born = " + POSTS))
        .contains("is not what was posted");
    assertThat(told("DELETE FROM body WHERE born = " + POSTS)).contains("has no body");
    assertThat(told("INSERT INTO body VALUES (77, zeroblob(1))")).contains("belong to no post");
    assertThat(told("UPDATE marks SET weight = weight + 1")).contains("weigh");
    assertThat(told("UPDATE marks SET count = count + 1")).contains("it says that it has");
    assertThat(told("DELETE FROM marks")).contains("what is said of all posts is gone");
  }

  @Test
  void aFlippedBitIsFoundOrShowsInNothing() throws IOException {
    List<StoredPost> before = shown(file);
    byte[] good = Files.readAllBytes(file);
    Random random = new Random(5);
    int found = 0;
    for (int i = 0; i < FLIPS; i++) {
      int bit = random.nextInt(8 * good.length);
      byte[] flipped = good.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      Path copy = Files.write(folder.resolve("flipped" + i), flipped);
      if (SqlitePostStore.faults(copy).isEmpty()) {
        assertThat(shown(copy)).as("bit %d", bit).isEqualTo(before);
      } else {
        found++;
      }
    }
    assertThat(found).isPositive();
  }
}
