package skein.store.tables;

/// What becomes of a post.
public sealed interface PostChange {
  /// It is there; if it was there before, it has this time and score from now on.
  record Put(Post post) implements PostChange {}

  /// A post that is there has another time (seconds since 1970) and score, as after an upvote.
  record Raise(String id, long seconds, double score) implements PostChange {
    public Raise {
      Post.requireFinite(score);
    }
  }

  /// It is gone, as after an eviction. Unknown ids are passed over.
  record Remove(String id) implements PostChange {}
}
