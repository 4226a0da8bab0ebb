package skein.store.crash;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import skein.core.post.Admitted;
import skein.core.post.Offer;
import skein.core.post.Post;
import skein.core.post.PostReading;
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

  /// As late as a work may be dated, and so later than all of them.
  static final long NOW_MILLIS = 4_000_000_000_000L;

  /// Each post is dated so much after the one before: else the floor would soon be above them all.
  private static final long STEP_SECONDS = 50_000;

  private static final int UUID_BEGINNING = 11;

  private CrashPoster() {}

  /// Names a post after so many others: its time in ten digits, and chance; as long as a UUID.
  static String token(long others) {
    String chance = UUID.randomUUID().toString().substring(UUID_BEGINNING);
    return "%010d-%s".formatted(others * STEP_SECONDS, chance);
  }

  static Offer.Whole offer(String token) {
    Post post = Post.of("text/plain", Bytes.ofText(token));
    return new Offer.Whole(post, new Work(Long.parseLong(token.split("-", 2)[0]), 1));
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
      String token = token(posts.store().<Long>read(PostReading::lastOrder));
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
