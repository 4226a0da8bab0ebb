package skein.testkit.arena.plan;

import java.util.List;

/// All that makes a run: the seed of its keys, how many actors it begins with, whether the space is
/// `granted`, and what happens.
public record Script(long seed, int actors, boolean granted, List<Verb> verbs) {
  public Script {
    verbs = List.copyOf(verbs);
  }

  public Script with(List<Verb> fewer) {
    return new Script(seed, actors, granted, fewer);
  }

  /// True if the space has posts.
  public boolean posts() {
    return Posting.isChosen(seed);
  }
}
