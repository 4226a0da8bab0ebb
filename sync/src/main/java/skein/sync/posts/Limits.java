package skein.sync.posts;

/// Every bound of the spreading of posts, with its unit (spec/posts.md, "Limits").
final class Limits {
  /// The longest message.
  static final int MAX_MESSAGE_BYTES = 4 << 20;

  /// When a turn has so many bytes, the rest waits for the next.
  static final int TURN_BYTES = 1 << 20;

  /// Into how many ranges all posts are split at first.
  static final int FIRST_PARTS = 8;

  /// Into how many ranges another one is split at most.
  static final int MOST_PARTS = 256;

  /// How many posts a range should have after a split.
  static final int PART_POSTS = 48;

  /// Ranges of so many posts are listed, not split.
  static final int LISTED_POSTS = 64;

  /// How many claims, and posts listed in them, of the other side may wait to be looked at.
  static final int MAX_WAITING = 1 << 18;

  /// How many claims the other side may make in a session.
  static final int MAX_CLAIMS = 1 << 18;

  /// How often, on average, each post of ours may be claimed about in a session.
  static final int MAX_LEVELS = 24;

  /// A space id, in bytes.
  static final int SPACE_BYTES = 20;

  /// The salt of one side, in bytes.
  static final int SALT_BYTES = 16;

  /// How much of a refusal is read, in bytes.
  static final int MAX_REASON_BYTES = 4_000;

  private Limits() {}
}
