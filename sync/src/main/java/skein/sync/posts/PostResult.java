package skein.sync.posts;

import skein.sync.exchange.Ending;

/// What came of a session so far.
///
/// @param taken how many posts came that were not here
/// @param raised how many posts here got a better work
/// @param sent how many posts and works went to the other side
/// @param order up to which order our posts were compared: a [PostFeed] goes on there
public record PostResult(Ending ending, int taken, int raised, int sent, long order) {
  /// True when both have what they would both take.
  public boolean isComplete() {
    return ending instanceof Ending.Complete || ending instanceof Ending.Same;
  }
}
