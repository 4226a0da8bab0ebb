package skein.store.crash;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import skein.core.post.Admitted;
import skein.core.post.Offer;
import skein.core.post.Post;
import skein.core.post.Posts;
import skein.core.post.Quota;
import skein.core.post.Work;
import skein.core.value.Bytes;
import skein.store.posts.SqlitePostStore;

/// A process that posts to one file until it is killed. Prints `ack ORDER 0 TOKEN` for each post
/// that it was told to be safe. Arguments as those of [CrashWriter].
final class CrashPoster {
  /// So small that posts are evicted all the time.
  static final Quota ROOM = new Quota(8_000);

  static final long NOW_MILLIS = 1_800_000_000_000L;

  private CrashPoster() {}

  static Offer.Whole offer(String token) {
    Post post = Post.of("text/plain", Bytes.ofText(token));
    return new Offer.Whole(post, new Work(NOW_MILLIS / 1000, 1));
  }

  public static void main(String[] arguments) throws InterruptedException {
    int count = Integer.parseInt(arguments[2]);
    try (SqlitePostStore store = SqlitePostStore.open(Path.of(arguments[0]), "epoch")) {
      Posts posts = Posts.open(store, ROOM);
      List<Thread> threads =
          IntStream.range(0, Integer.parseInt(arguments[1]))
              .mapToObj(i -> Thread.ofPlatform().start(() -> post(posts, count)))
              .toList();
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private static void post(Posts posts, int count) {
    for (int i = 0; i < count; i++) {
      String token = UUID.randomUUID().toString();
      Admitted answer = posts.admit(List.of(offer(token)), NOW_MILLIS).getFirst();
      if (answer instanceof Admitted.Taken taken) {
        synchronized (System.out) {
          System.out.print("ack " + taken.order() + " 0 " + token + "\n");
          System.out.flush();
        }
      }
    }
  }
}
