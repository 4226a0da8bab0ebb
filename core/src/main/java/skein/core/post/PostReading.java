package skein.core.post;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A consistent view of a store of posts. Lists are bounded by `limit`.
public interface PostReading {
  /// Names the span in which orders are valid.
  String epoch();

  /// The last order that was given out, 0 before the first.
  long lastOrder();

  /// How many posts there are.
  long count();

  /// The sum of their weights.
  long weight();

  /// The highest rank that had to go for lack of room; all that rank no higher are gone as well.
  Optional<Rank> floor();

  Optional<PostHead> head(PostId id);

  Optional<StoredPost> post(PostId id);

  /// By id, beyond `after`; from the first if that is null.
  List<PostHead> heads(@Nullable PostId after, int limit);

  /// By rank, the lowest first.
  List<PostHead> lowest(int limit);

  /// What came or was raised after `order`, by order.
  List<StoredPost> since(long order, int limit);
}
