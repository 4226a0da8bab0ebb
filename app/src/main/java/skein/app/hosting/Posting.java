package skein.app.hosting;

import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import skein.core.post.Admitted;
import skein.core.post.Mining;
import skein.core.post.Offer;
import skein.core.post.Post;
import skein.core.post.Posts;
import skein.core.post.Work;
import skein.server.hosting.App;
import skein.server.hosting.Rate;

/// Takes posts of this machine's people: looks for work, outside of any lock, where none is
/// brought, and admits them. Safe for all threads.
final class Posting {
  /// The most work that this node does for a post, whatever an app's owner says; in nonces.
  static final long MOST_EFFORT = 1 << 20;

  /// How many posts a page may make.
  private static final Rate.Often OFTEN = new Rate.Often(100, 20);

  private static final String TYPE = "application/json";

  private final Content content;
  private final Posts posts;
  private final Semaphore miners;
  private final BooleanSupplier closed;
  private final SecureRandom random = new SecureRandom();
  private final Rate rate = new Rate(OFTEN, System::nanoTime);

  /// @param miners as many as may look for work at a time, over all apps
  Posting(Content content, Posts posts, Semaphore miners, BooleanSupplier closed) {
    this.content = content;
    this.posts = posts;
    this.miners = miners;
    this.closed = closed;
  }

  App.Posted post(App.Draft draft, long nowMillis) {
    if (draft.fromPage() && !rate.take()) {
      return new App.Posted.Busy(
          "a page makes at most %d posts a second; try again later".formatted(OFTEN.aSecond()));
    }
    int most = posts.quota().largestBodyBytes() - TYPE.length() - 1;
    int length = draft.json().length();
    if (length > most) {
      return new App.Posted.TooLarge(
          "a post has at most %d bytes here, this one has %d".formatted(most, length));
    }
    Post post = Post.of(TYPE, draft.json());
    Work brought = draft.work();
    Offer offer = new Offer.Whole(post, brought == null ? found(post, nowMillis) : brought);
    return told(posts.admit(List.of(offer), nowMillis).getFirst());
  }

  private Work found(Post post, long nowMillis) {
    long effort = Math.clamp(content.limits().effort(), 1, MOST_EFFORT);
    miners.acquireUninterruptibly();
    try {
      return new Mining((int) effort, random::nextInt, closed).best(post.id(), nowMillis);
    } finally {
      miners.release();
    }
  }

  private static App.Posted told(Admitted admitted) {
    return switch (admitted) {
      case Admitted.Taken taken -> new App.Posted.Done(taken.id().toString());
      case Admitted.Known known -> new App.Posted.Done(known.id().toString());
      case Admitted.TooLow low ->
          new App.Posted.Full("the app is full of posts that rank higher; try again later");
      case Admitted.Missing missing ->
          throw new IllegalStateException("a whole post is missing: " + missing.id());
      case Admitted.Refused(String reason) -> new App.Posted.Wrong(reason);
    };
  }
}
