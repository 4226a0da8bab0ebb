package skein.sync.exchange;

import java.util.Arrays;
import java.util.Optional;
import skein.core.post.Posts;
import skein.core.replica.Replica;
import skein.core.value.Bytes;
import skein.sync.posts.Meter;
import skein.sync.posts.PostSide;

/// What one side brings to an exchange: a replica, where its charter has any, its posts, and what
/// of the other side's lines it takes in.
public record Held(Replica replica, Optional<PostSide> posts, Bound bound) {
  private static final int SALT_BYTES = 16;

  /// The lines alone.
  public static Held of(Replica replica) {
    return new Held(replica, Optional.empty(), Bound.NONE);
  }

  /// The lines, and the posts if there are any. `meter`: bounds what the peer may bring.
  public static Held of(Replica replica, Optional<Posts> posts, Meter meter) {
    return new Held(replica, posts.map(all -> side(replica, all, meter)), Bound.NONE);
  }

  /// The same for a peer that is met once.
  public static Held of(Replica replica, Optional<Posts> posts) {
    return of(replica, posts, new Meter(replica.surroundings().clockMillis()));
  }

  /// Without the posts.
  public Held lines() {
    return new Held(replica, Optional.empty(), bound);
  }

  /// The same, but no more than that is taken in.
  public Held within(Bound most) {
    return new Held(replica, posts, most);
  }

  private static PostSide side(Replica replica, Posts posts, Meter meter) {
    return new PostSide(
        replica.space(), posts, replica.surroundings().clockMillis(), () -> salt(replica), meter);
  }

  private static Bytes salt(Replica replica) {
    byte[] secret = replica.surroundings().signer().freshSecret().toArray();
    return Bytes.of(Arrays.copyOf(secret, SALT_BYTES));
  }
}
