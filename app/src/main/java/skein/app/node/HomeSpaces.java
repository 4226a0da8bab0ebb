package skein.app.node;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import skein.app.home.Home;
import skein.app.home.OpenSpace;
import skein.app.home.SpaceBook;
import skein.app.home.Stores;
import skein.app.hub.HomeStores;
import skein.core.post.Posts;
import skein.core.replica.Replica;
import skein.core.value.SpaceId;
import skein.server.hosting.Attachments;
import skein.server.hosting.Hosted;
import skein.server.hosting.Spaces;
import skein.store.blobs.Blobs;

/// The spaces of a home, opened when they are asked for and kept open, all users of one sharing it;
/// those that nobody uses are closed when there are too many. Safe for all threads.
public final class HomeSpaces implements Spaces, HomeStores.Spaces, AutoCloseable {
  /// How many spaces stay open that nobody uses.
  private static final int MOST_IDLE = 64;

  private final Home home;
  private final Stores stores;
  private final ReentrantLock lock = new ReentrantLock();
  // Guarded by the lock; the least recently used first.
  private final Map<SpaceId, Shared> open = new LinkedHashMap<>();

  public HomeSpaces(Home home, Stores stores) {
    this.home = home;
    this.stores = stores;
  }

  /// A space that is open, or about to be, and how many use it.
  private static final class Shared {
    private final SpaceBook.Entry entry;
    // Guarded by the lock of all.
    int users;
    // Guarded by this.
    private @Nullable OpenSpace space;

    Shared(SpaceBook.Entry entry) {
      this.entry = entry;
    }

    /// Opens it for the first user; others who come meanwhile wait.
    synchronized OpenSpace open(Home home) {
      OpenSpace here = space;
      if (here == null) {
        here = home.open(entry);
        space = here;
      }
      return here;
    }

    synchronized void close() {
      OpenSpace here = space;
      if (here != null) {
        here.close();
      }
    }
  }

  @Override
  public List<String> names() {
    return home.book().names();
  }

  @Override
  public Optional<Hosted> open(String nameOrId) {
    return home.find(nameOrId).map(this::use);
  }

  /// To open one keeps nobody waiting who wants another.
  @Override
  public Hosted use(SpaceBook.Entry entry) {
    Shared shared = taken(entry);
    boolean opened = false;
    try {
      Use use = new Use(entry.name(), shared, shared.open(home));
      opened = true;
      return use;
    } finally {
      if (!opened) {
        letGo(shared);
      }
    }
  }

  private Shared taken(SpaceBook.Entry entry) {
    lock.lock();
    try {
      Shared known = open.remove(entry.id());
      Shared shared = known == null ? new Shared(entry) : known;
      shared.users++;
      open.put(entry.id(), shared);
      return shared;
    } finally {
      lock.unlock();
    }
  }

  /// Forgets one that could not be opened, once nobody waits for it any more.
  private void letGo(Shared shared) {
    lock.lock();
    try {
      shared.users--;
      if (shared.users == 0) {
        open.remove(shared.entry.id(), shared);
      }
    } finally {
      lock.unlock();
    }
  }

  private void giveBack(Shared shared) {
    lock.lock();
    try {
      shared.users--;
      if (shared.users == 0 && !open.containsValue(shared)) {
        shared.close();
      }
      List<Shared> idle = open.values().stream().filter(one -> one.users == 0).toList();
      if (idle.size() > MOST_IDLE) {
        Shared oldest = idle.getFirst();
        open.values().remove(oldest);
        oldest.close();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Those who use it keep it to their end.
  @Override
  public void drop(SpaceId id) {
    lock.lock();
    try {
      Shared shared = open.remove(id);
      if (shared != null && shared.users == 0) {
        shared.close();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Closes all spaces; nobody may use one any more.
  @Override
  public void close() {
    lock.lock();
    try {
      open.values().stream()
          .sorted(Comparator.comparingInt(shared -> shared.users))
          .forEach(Shared::close);
      open.clear();
    } finally {
      lock.unlock();
    }
  }

  /// One user's hold on a space.
  private final class Use implements Hosted {
    private final String name;
    private final Shared shared;
    private final OpenSpace space;
    private boolean closed;

    Use(String name, Shared shared, OpenSpace space) {
      this.name = name;
      this.shared = shared;
      this.space = space;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Replica replica() {
      return space.replica();
    }

    @Override
    public Optional<Posts> posts() {
      return space.posts();
    }

    @Override
    public Attachments blobs() {
      return new HomeBlobs(new Blobs(home.blobs(space.entry().id())));
    }

    @Override
    public boolean isMine() {
      return home.owns(space.entry().id());
    }

    @Override
    public Watch onChange(Runnable listener) {
      return space.onChange(stores, listener)::close;
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        giveBack(shared);
      }
    }
  }
}
