package skein.testkit.arena.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import skein.core.post.Post;
import skein.core.post.PostHead;
import skein.core.post.PostId;
import skein.core.post.Quota;
import skein.core.post.Rank;
import skein.core.post.Work;

/// Every post and work that was ever made in a run: what anybody may have, and nothing else.
/// Confined to its run.
public final class PostLedger {
  private static final Comparator<PostHead> BY_WORK =
      Comparator.comparing(PostHead::score).thenComparing(PostHead::work);

  private final List<Post> posts = new ArrayList<>();
  private final Map<PostId, Set<Work>> works = new HashMap<>();
  private final Map<PostId, PostHead> best = new HashMap<>();

  /// Nothing was posted yet.
  public PostLedger() {}

  /// Somebody made a work for a post, the first or another one.
  public void add(Post post, Work work) {
    PostHead head = PostHead.of(post, work);
    if (works.computeIfAbsent(head.id(), id -> new HashSet<>()).isEmpty()) {
      posts.add(post);
    }
    works.getOrDefault(head.id(), Set.of()).add(work);
    best.merge(head.id(), head, PostLedger::better);
  }

  private static PostHead better(PostHead one, PostHead other) {
    return BY_WORK.compare(one, other) >= 0 ? one : other;
  }

  /// A post by number, counted around; empty if there is none.
  public Optional<Post> pick(int number) {
    return posts.isEmpty()
        ? Optional.empty()
        : Optional.of(posts.get(Math.floorMod(number, posts.size())));
  }

  /// Refuses a post or work that nobody made.
  public void requireMade(PostHead head) {
    if (!works.getOrDefault(head.id(), Set.of()).contains(head.work())) {
      throw new Broken("only what was made is held", head.toString());
    }
  }

  /// What a room holds in the end if nothing was lost.
  public Map<PostId, PostHead> kept(Quota quota) {
    return kept(best, Optional.empty(), quota);
  }

  /// What a room holds when several have brought together what they hold.
  public static Map<PostId, PostHead> kept(
      List<Map<PostId, PostHead>> holdings, Optional<Rank> floor, Quota quota) {
    Map<PostId, PostHead> union = new HashMap<>();
    holdings.forEach(held -> held.forEach((id, head) -> union.merge(id, head, PostLedger::better)));
    return kept(union, floor, quota);
  }

  /// By rank from the top, until one does not fit, or is no higher than the floor.
  private static Map<PostId, PostHead> kept(
      Map<PostId, PostHead> union, Optional<Rank> floor, Quota quota) {
    Map<PostId, PostHead> kept = new TreeMap<>();
    long weight = 0;
    for (PostHead head :
        union.values().stream().sorted(Comparator.comparing(PostHead::rank).reversed()).toList()) {
      weight += head.weight();
      if (weight > quota.bytes()
          || floor.filter(rank -> head.rank().compareTo(rank) <= 0).isPresent()) {
        break;
      }
      kept.put(head.id(), head);
    }
    return kept;
  }
}
