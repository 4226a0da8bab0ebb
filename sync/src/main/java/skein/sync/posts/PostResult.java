package skein.sync.posts;

import skein.sync.ending.Ending;

/// What came of a session so far.
///
/// @param taken how many posts came that were not here
/// @param raised how many posts here got a better work
/// @param sent how many posts and works went to the other side
public record PostResult(Ending ending, int taken, int raised, int sent) {
  /// Of a space without posts.
  public static final PostResult NONE = new PostResult(new Ending.Same(), 0, 0, 0);

  /// True when both have what they would both take.
  public boolean isComplete() {
    return ending.isComplete();
  }
}
