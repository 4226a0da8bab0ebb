package skein.core.post;

/// What somebody brings: a post with a work, or only a work for a post that should be here already.
public sealed interface Offer {
  Work work();

  /// A post with a work.
  record Whole(Post post, Work work) implements Offer {}

  /// A work for a post without its body.
  record Raise(PostId id, Work work) implements Offer {}
}
