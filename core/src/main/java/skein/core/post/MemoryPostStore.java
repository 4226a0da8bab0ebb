package skein.core.post;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A store of posts that lasts as long as its process. Safe for all threads. A transaction that
/// throws is taken back step by step.
public final class MemoryPostStore implements PostStore {
  private final String epoch;
  private final NavigableMap<PostId, StoredPost> byId = new TreeMap<>();
  private final NavigableMap<Rank, PostHead> byRank = new TreeMap<>();
  private final NavigableMap<Long, StoredPost> byOrder = new TreeMap<>();
  private Marks marks = new Marks(0, 0, 0, null);

  /// What a store keeps besides the posts. `lifted`: how often the floor was.
  private record Marks(long lastOrder, long weight, int lifted, @Nullable Rank floor) {}

  /// `epoch`: any text that no other store of this replica had.
  public MemoryPostStore(String epoch) {
    this.epoch = epoch;
  }

  @Override
  public synchronized <T> T read(Function<PostReading, T> work) {
    return work.apply(new Transaction());
  }

  @Override
  public synchronized <T> T write(Function<PostWriting, T> work) {
    Transaction transaction = new Transaction();
    boolean done = false;
    try {
      T result = work.apply(transaction);
      done = true;
      return result;
    } finally {
      if (!done) {
        transaction.takeBack();
      }
    }
  }

  @Override
  public void close() {}

  private final class Transaction implements PostWriting {
    private final Marks before = marks;
    private final Deque<Runnable> inverses = new ArrayDeque<>();

    void takeBack() {
      while (!inverses.isEmpty()) {
        inverses.pop().run();
      }
      marks = before;
    }

    @Override
    public String epoch() {
      return epoch + "/" + marks.lifted;
    }

    @Override
    public long lastOrder() {
      return marks.lastOrder;
    }

    @Override
    public long count() {
      return byId.size();
    }

    @Override
    public long weight() {
      return marks.weight;
    }

    @Override
    public Optional<Rank> floor() {
      return Optional.ofNullable(marks.floor);
    }

    @Override
    public Optional<PostHead> head(PostId id) {
      return post(id).map(StoredPost::head);
    }

    @Override
    public Optional<StoredPost> post(PostId id) {
      return Optional.ofNullable(byId.get(id));
    }

    @Override
    public List<PostHead> heads(@Nullable PostId after, int limit) {
      NavigableMap<PostId, StoredPost> beyond = after == null ? byId : byId.tailMap(after, false);
      return beyond.values().stream().map(StoredPost::head).limit(limit).toList();
    }

    @Override
    public List<PostHead> lowest(int limit) {
      return byRank.values().stream().limit(limit).toList();
    }

    @Override
    public List<StoredPost> since(long order, int limit) {
      return byOrder.tailMap(order, false).values().stream().limit(limit).toList();
    }

    @Override
    public void add(Post post, PostHead head) {
      if (byId.containsKey(head.id())) {
        throw new IllegalArgumentException("the post " + head.id() + " is there already");
      }
      long order = marks.lastOrder + 1;
      restore(new StoredPost(order, order, head, post));
      inverses.push(() -> drop(head.id()));
    }

    @Override
    public void raise(PostHead head) {
      StoredPost old = drop(head.id());
      inverses.push(() -> restore(old));
      restore(new StoredPost(marks.lastOrder + 1, old.born(), head, old.post()));
      inverses.push(() -> drop(head.id()));
    }

    @Override
    public void remove(PostId id) {
      StoredPost old = drop(id);
      inverses.push(() -> restore(old));
    }

    @Override
    public void floor(Rank floor) {
      marks = new Marks(marks.lastOrder, marks.weight, marks.lifted, floor);
    }

    @Override
    public void liftFloor() {
      marks = new Marks(marks.lastOrder, marks.weight, marks.lifted + 1, null);
    }

    private void restore(StoredPost stored) {
      byId.put(stored.head().id(), stored);
      byRank.put(stored.head().rank(), stored.head());
      byOrder.put(stored.order(), stored);
      long weight = marks.weight + stored.head().weight();
      long lastOrder = Math.max(marks.lastOrder, stored.order());
      marks = new Marks(lastOrder, weight, marks.lifted, marks.floor);
    }

    private StoredPost drop(PostId id) {
      StoredPost old = byId.remove(id);
      if (old == null) {
        throw new IllegalArgumentException("no post " + id + " is there");
      }
      byRank.remove(old.head().rank());
      byOrder.remove(old.order());
      long weight = marks.weight - old.head().weight();
      marks = new Marks(marks.lastOrder, weight, marks.lifted, marks.floor);
      return old;
    }
  }
}
