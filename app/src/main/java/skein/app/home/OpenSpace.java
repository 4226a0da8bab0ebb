package skein.app.home;

import java.util.Optional;
import skein.core.post.Posts;
import skein.core.replica.Replica;
import skein.core.replica.Store;
import skein.sync.exchange.Held;

/// A space that is open: its replica, its posts where its charter has any, and what it is called
/// here. Close it.
public record OpenSpace(SpaceBook.Entry entry, Replica replica, Store store, Optional<Posts> posts)
    implements AutoCloseable {
  /// What the space is called here.
  public String name() {
    return entry.name();
  }

  /// What it brings to an exchange with a peer that is met once.
  public Held held() {
    return Held.of(replica, posts);
  }

  /// Calls `listener` soon after each change of records or posts, by whichever process, until what
  /// it returns is closed. Threads of their own tell of the two.
  public Stores.Watch onChange(Stores stores, Runnable listener) {
    Stores.Watch log = stores.onChange(store, listener);
    Optional<Stores.Watch> more = posts.map(all -> stores.onChange(all.store(), listener));
    return () -> {
      log.close();
      more.ifPresent(Stores.Watch::close);
    };
  }

  @Override
  public void close() {
    posts.ifPresent(all -> all.store().close());
    store.close();
  }
}
