package skein.core.post;

import java.util.Optional;

/// Which posts two sides compare: those that both would take.
///
/// @param floor the posts that rank higher; all if empty
/// @param largestBodyBytes the longest body
/// @param latestSeconds the latest work
public record Scope(Optional<Rank> floor, int largestBodyBytes, long latestSeconds) {
  /// Which posts the owner of these would take at this time.
  public static Scope of(Posts posts, long nowMillis) {
    return new Scope(
        posts.store().read(PostReading::floor),
        posts.quota().largestBodyBytes(),
        (nowMillis + Posts.MAX_AHEAD_MILLIS) / 1000);
  }

  /// What stands in both.
  public Scope and(Scope other) {
    boolean higher =
        floor.isEmpty() || other.floor.filter(rank -> rank.compareTo(floor.get()) > 0).isPresent();
    return new Scope(
        higher ? other.floor : floor,
        Math.min(largestBodyBytes, other.largestBodyBytes),
        Math.min(latestSeconds, other.latestSeconds));
  }

  /// The same after so many seconds have passed.
  public Scope later(long seconds) {
    return new Scope(floor, largestBodyBytes, latestSeconds + seconds);
  }

  public boolean holds(PostHead head) {
    return head.bodyBytes() <= largestBodyBytes
        && head.work().timeSeconds() <= latestSeconds
        && floor.filter(rank -> head.rank().compareTo(rank) <= 0).isEmpty();
  }
}
