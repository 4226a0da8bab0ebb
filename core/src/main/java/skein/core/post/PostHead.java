package skein.core.post;

import java.util.Comparator;

/// A post without its body.
///
/// @param work the best known
/// @param score of that work
/// @param bodyBytes how long the body is
public record PostHead(PostId id, Work work, Score score, int bodyBytes) {
  /// What a post takes besides its body, in bytes.
  public static final int OVERHEAD_BYTES = 100;

  private static final Comparator<PostHead> BY_WORK =
      Comparator.comparing(PostHead::score).thenComparing(PostHead::work);

  /// The head of a post that stands by this work.
  public static PostHead of(Post post, Work work) {
    PostId id = post.id();
    return new PostHead(id, work, Score.of(id, work), post.body().length());
  }

  /// The same post, standing by another work.
  public PostHead with(Work other) {
    return new PostHead(id, other, Score.of(id, other), bodyBytes);
  }

  public Rank rank() {
    return new Rank(score, id);
  }

  /// How much of a space's size it takes, in bytes.
  public long weight() {
    return OVERHEAD_BYTES + (long) bodyBytes;
  }

  /// True if its work replaces that of `other`, the same post: by score, then by the work itself.
  boolean isAbove(PostHead other) {
    return BY_WORK.compare(this, other) > 0;
  }
}
