package skein.sync.posts;

import skein.sync.exchange.Ending;

/// What came of a session so far.
///
/// @param taken how many posts came that were not here
/// @param raised how many posts here got a better work
/// @param sent how many posts and works went to the other side
public record PostResult(Ending ending, int taken, int raised, int sent) {
  /// True when both have what they would both take.
  public boolean isComplete() {
    return ending instanceof Ending.Complete || ending instanceof Ending.Same;
  }
}
