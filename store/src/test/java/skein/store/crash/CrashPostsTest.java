package skein.store.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.core.post.Offer;
import skein.core.post.PostHead;
import skein.core.post.PostReading;
import skein.core.post.Posts;
import skein.core.post.Quota;
import skein.core.post.Rank;
import skein.core.post.StoredPost;
import skein.core.replica.StoreBroken;
import skein.store.posts.SqlitePostStore;
import skein.testkit.Scale;
import skein.testkit.Scale.Counts;

/// What processes that die and disks that err do to posts: none that was acknowledged is lost, but
/// to the quota; and none that is damaged is shown.
final class CrashPostsTest {
  private static final int PROCESSES = 3;
  private static final int THREADS = 3;

  /// With more, posts go to a new store: to verify one takes time, in which those who were not
  /// killed write on.
  private static final int FULL = 2_000;

  private static final int FLIPS = Scale.of(Counts.quick(100).full(1_000).longRun(20_000));
  @TempDir Path folder = Path.of("");

  @Test
  void whatWasAcknowledgedSurvivesKillsOrRanksBelowTheFloor()
      throws IOException, InterruptedException {
    Random random = new Random(31);
    int kills = Scale.of(Counts.quick(2).full(20).longRun(200));
    int all = 0;
    for (int kill = 0; kill < kills; ) {
      Path file = folder.resolve("posts" + kill + ".db");
      Set<String> acknowledged = new HashSet<>();
      try (Writers writers = new Writers()) {
        for (; kill < kills && acknowledged.size() < FULL; kill++) {
          while (writers.count() < PROCESSES) {
            writers.start(Writers.command(CrashPoster.class, THREADS, file, Integer.MAX_VALUE));
          }
          for (String line : writers.killAfter(20 + random.nextInt(120), random)) {
            acknowledged.add(line.substring(line.lastIndexOf(' ') + 1));
          }
          try (SqlitePostStore store = SqlitePostStore.open(file, "another")) {
            assertThat(store.<List<String>>read(reading -> lost(reading, acknowledged)))
                .as("kill %d", kill)
                .isEmpty();
          }
        }
      }
      all += acknowledged.size();
    }
    assertThat(all).isGreaterThan(kills);
  }

  private static List<String> lost(PostReading reading, Set<String> acknowledged) {
    List<PostHead> heads = reading.heads(null, Integer.MAX_VALUE);
    assertThat(reading.count()).isEqualTo(heads.size());
    assertThat(reading.weight()).isEqualTo(heads.stream().mapToLong(PostHead::weight).sum());
    assertThat(reading.weight()).isLessThanOrEqualTo(CrashPoster.ROOM.bytes());
    Rank floor = reading.floor().orElseThrow();
    assertThat(heads).allMatch(head -> head.rank().compareTo(floor) > 0);
    return acknowledged.stream()
        .filter(
            token -> {
              Offer.Whole offer = CrashPoster.offer(token);
              PostHead head = PostHead.of(offer.post(), offer.work());
              return reading.post(head.id()).isEmpty() && head.rank().compareTo(floor) > 0;
            })
        .toList();
  }

  @Test
  void aPostThatTheDiskHasChangedIsNotShown() throws IOException {
    Path file = folder.resolve("posts.db");
    List<StoredPost> whole;
    try (SqlitePostStore store = SqlitePostStore.open(file, "epoch")) {
      Posts posts = Posts.open(store, new Quota(1 << 20));
      for (int i = 0; i < 60; i++) {
        posts.admit(List.of(CrashPoster.offer(CrashPoster.token(i))), CrashPoster.NOW_MILLIS);
      }
      whole = store.read(reading -> reading.since(0, Integer.MAX_VALUE));
    }
    byte[] sound = Files.readAllBytes(file);
    Random random = new Random(32);
    int told = 0;
    for (int i = 0; i < FLIPS; i++) {
      byte[] damaged = sound.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      Path copy = folder.resolve("copy" + i + ".db");
      Files.write(copy, damaged);
      try (SqlitePostStore store = SqlitePostStore.open(copy, "another")) {
        List<StoredPost> shown = store.read(reading -> reading.since(0, Integer.MAX_VALUE));
        assertThat(shown.stream().map(StoredPost::head)).as("flip %d", i).isSubsetOf(heads(whole));
      } catch (StoreBroken e) {
        assertThat(e).as("flip %d", i).hasMessageContaining(copy.getFileName().toString());
        told++;
      }
    }
    assertThat(told).isPositive();
  }

  private static List<PostHead> heads(List<StoredPost> posts) {
    return posts.stream().map(StoredPost::head).toList();
  }
}
